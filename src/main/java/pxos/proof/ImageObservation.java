package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Observation;
import pxos.scenario.Rest;

/** A guest at rest, seen with the texts of the image that it booted. */
final class ImageObservation implements Observation {

    private static final int MAX_TEXT_BYTES = 1024;

    private final Machine machine;
    private final BootImage image;
    private final Rest rest;
    private final MachineView.Sight sight;

    ImageObservation(Guest guest, BootImage image, Rest rest) {
        this.machine = guest.machine();
        this.image = image;
        this.rest = rest;
        this.sight = guest.sight();
    }

    @Override
    public TextScreen screen() {
        return sight.screen();
    }

    /** One past the highest byte that the guest wrote to its disk; 0 for none. */
    long highestByteWritten() {
        return sight.highestByteWritten();
    }

    @Override
    public Rest rest() {
        return rest;
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return machine.memory(address, sizeBytes);
    }

    @Override
    public String banner() {
        return lines(Vector.BANNER).stream().findFirst().orElse("");
    }

    @Override
    public String prompt() {
        List<String> lines = lines(Vector.PROMPT);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /**
     * The vectors in memory count, because the extended zone sets them at run time; but a text of the image does not
     * become nothing by being lost there.
     */
    private List<String> lines(Vector vector) {
        List<String> live = ShownText.lines(textInMemory(vector));
        return live.isEmpty() ? ShownText.lines(image.textAt(vector)) : live;
    }

    private String textInMemory(Vector vector) {
        byte[] pointer = machine.memory(vector.address(), 2);
        byte[] bytes = machine.memory((pointer[0] & 0xFF) | (pointer[1] & 0xFF) << 8, MAX_TEXT_BYTES);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
