package pxos.proof.qemu;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.proof.DeviceState;

/**
 * Reads the devices of a guest that is at rest, by their ports.
 *
 * <p>Ports and registers: Ralf Brown's port list. The guest sets an index register each time before it uses it, as the BIOS
 * does, so that it does not matter where reading leaves it.
 */
final class Devices {

    private static final Pattern MASK = Pattern.compile("pic([01]): .*?imr=(\\p{XDigit}+)");

    private static final int CRTC_INDEX = 0x3D4;
    private static final int CRTC_DATA = 0x3D5;
    private static final int CURSOR_START = 0x0A;
    /** Bit 5 of the cursor's start register hides it. */
    private static final int CURSOR_OFF = 0x20;

    private static final int START_HIGH = 0x0C;
    private static final int START_LOW = 0x0D;

    private static final int DAC_READ_INDEX = 0x3C7;
    private static final int DAC_DATA = 0x3C9;
    private static final int INPUT_STATUS = 0x3DA;
    private static final int ATTRIBUTE_INDEX = 0x3C0;
    private static final int ATTRIBUTE_DATA = 0x3C1;
    /** Bit 5 of the attribute controller's index lets the screen show something. */
    private static final int SHOW = 0x20;
    /** The foreground of the attribute 07. */
    private static final int TEXT_COLOUR = 7;

    private static final int BACKGROUND = 0;
    private static final int SYSTEM_CONTROL = 0x61;
    /** Bit 1 of the system control port lets the speaker hear the timer. */
    private static final int SPEAKER = 2;

    private final Machine machine;

    Devices(Machine machine) {
        this.machine = machine;
    }

    /** @param clock the guest's timer */
    DeviceState read(GuestClock clock) {
        Map<String, String> readings = new TreeMap<>();
        Matcher mask = MASK.matcher(machine.qmp().monitor("info pic"));
        while (mask.find()) {
            readings.put("interrupt mask of controller " + mask.group(1), mask.group(2));
        }
        readings.put("cursor", (crtc(CURSOR_START) & CURSOR_OFF) == 0 ? "shown" : "hidden");
        readings.put("display start", String.format("%04X", crtc(START_HIGH) << 8 | crtc(START_LOW)));
        readings.put("palette entry " + BACKGROUND, palette(BACKGROUND));
        readings.put("palette entry " + TEXT_COLOUR, palette(TEXT_COLOUR));
        readings.put("speaker", (machine.ports().in(SYSTEM_CONTROL) & SPEAKER) == 0 ? "off" : "on");
        readings.put("timer", clock.isOurs() ? "18.2 ticks a second" : "set to something else");
        return new DeviceState(readings, (int) clock.elapsed());
    }

    private int crtc(int register) {
        machine.ports().out(CRTC_INDEX, register);
        return machine.ports().in(CRTC_DATA);
    }

    /** Which entry of the DAC an attribute's colour takes, and the red, green and blue there. */
    private String palette(int colour) {
        machine.ports().in(INPUT_STATUS);
        machine.ports().out(ATTRIBUTE_INDEX, SHOW | colour);
        int entry = machine.ports().in(ATTRIBUTE_DATA);
        machine.ports().out(DAC_READ_INDEX, entry);
        return IntStream.range(0, 3)
                .mapToObj(i -> String.format("%02X", machine.ports().in(DAC_DATA)))
                .collect(Collectors.joining(" "));
    }
}
