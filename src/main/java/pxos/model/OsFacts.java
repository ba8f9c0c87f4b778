package pxos.model;

import java.util.List;
import java.util.Map;
import pxos.os.AddressRange;

/**
 * The OS as a model needs to know it.
 *
 * @param features names of the features present, in source order
 * @param symbols service and variable labels with their addresses
 * @param free free ranges in the zones open to generated code, lowest first
 * @param extendedZoneOpen whether code may be placed at 0x8000-0x9FFF
 * @param assembler whether {@code ASM} primitives can be assembled here
 * @param templates the library, in the order in which it is offered
 */
public record OsFacts(
        List<String> features,
        Map<String, Integer> symbols,
        List<AddressRange> free,
        boolean extendedZoneOpen,
        boolean assembler,
        List<TemplateFacts> templates) {

    /** The same without a library. */
    public OsFacts(
            List<String> features,
            Map<String, Integer> symbols,
            List<AddressRange> free,
            boolean extendedZoneOpen,
            boolean assembler) {
        this(features, symbols, free, extendedZoneOpen, assembler, List.of());
    }
}
