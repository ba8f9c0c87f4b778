package pxos.qemu;

import java.util.List;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Observation;
import pxos.scenario.Rest;

/** A guest at rest, seen with the texts of the image that it booted. */
final class ImageObservation implements Observation {

    private final Machine machine;
    private final BootImage image;
    private final Rest rest;
    private final TextScreen screen;

    ImageObservation(Machine machine, BootImage image, Rest rest) {
        this.machine = machine;
        this.image = image;
        this.rest = rest;
        this.screen = machine.screen();
    }

    @Override
    public TextScreen screen() {
        return screen;
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
        return ShownText.lines(image, Vector.BANNER).stream().findFirst().orElse("");
    }

    @Override
    public String prompt() {
        List<String> lines = ShownText.lines(image, Vector.PROMPT);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
