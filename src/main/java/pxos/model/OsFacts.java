package pxos.model;

import java.util.List;
import java.util.Map;
import pxos.os.AddressRange;
import tools.jackson.databind.JsonNode;

/**
 * The OS as a model needs to know it.
 *
 * @param features names of the features present, in source order
 * @param symbols service and variable labels with their addresses
 * @param free free ranges in the zones open to generated code, lowest first
 * @param extendedZoneOpen whether code may be placed at 0x8000-0x9FFF
 * @param assembler whether {@code ASM} primitives can be assembled here
 * @param templates the library, in the order in which it is offered
 * @param promptText what the prompt shows; empty where that is only known at run time
 */
public record OsFacts(
        List<String> features,
        Map<String, Integer> symbols,
        List<AddressRange> free,
        boolean extendedZoneOpen,
        boolean assembler,
        List<Template> templates,
        String promptText) {

    public OsFacts(
            List<String> features,
            Map<String, Integer> symbols,
            List<AddressRange> free,
            boolean extendedZoneOpen,
            boolean assembler,
            List<Template> templates) {
        this(features, symbols, free, extendedZoneOpen, assembler, templates, "");
    }

    /** The same with another choice out of the library. */
    OsFacts offering(List<Template> others) {
        return new OsFacts(features, symbols, free, extendedZoneOpen, assembler, others, promptText);
    }

    /** What a template is for. */
    public enum Kind {
        /** Code that is called by its name. */
        ROUTINE,
        /** Code that is put in place. */
        BLOCK,
        /** A feature by itself. */
        FEATURE
    }

    /**
     * A library template as a model needs to know it.
     *
     * @param name what {@code USE} names
     * @param summary its purpose in one sentence
     * @param parameters each with its kind and limit, such as {@code text: string, at most 76}
     * @param sizeBytes with its example arguments
     * @param clobbers the registers that it changes
     * @param arguments what its arguments must meet, as JSON Schema
     */
    public record Template(
            String name,
            String summary,
            List<String> parameters,
            int sizeBytes,
            Kind kind,
            List<String> clobbers,
            JsonNode arguments) {
        public Template {
            parameters = List.copyOf(parameters);
            clobbers = List.copyOf(clobbers);
        }
    }
}
