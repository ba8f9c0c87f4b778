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

    private static final int LAST_OF_CURSOR = 0x0F;
    private static final int LAST_OF_CRTC = 0x18;
    private static final int SEQUENCER_INDEX = 0x3C4;
    private static final int SEQUENCER_DATA = 0x3C5;
    private static final int LAST_OF_SEQUENCER = 4;
    private static final int DAC_READ_INDEX = 0x3C7;
    private static final int DAC_DATA = 0x3C9;
    private static final int INPUT_STATUS = 0x3DA;
    private static final int ATTRIBUTE_INDEX = 0x3C0;
    private static final int ATTRIBUTE_DATA = 0x3C1;
    /** Bit 5 of the attribute controller's index lets the screen show something. */
    private static final int SHOW = 0x20;

    private static final int COLOURS = 16;
    /** Registers of the attribute controller: whether bit 7 of an attribute blinks, and the colour around the text. */
    private static final int MODE_CONTROL = 0x10;

    private static final int BORDER = 0x11;
    /** What the BIOS keeps about the drives and the memory, and why it last shut down. */
    private static final int FIRST_OF_CMOS = 0x0F;

    private static final int LAST_OF_CMOS = 0x2F;
    private static final int SYSTEM_CONTROL_A = 0x92;
    private static final int A20 = 2;
    private static final int SYSTEM_CONTROL = 0x61;
    /** Bit 1 of the system control port lets the speaker hear the timer. */
    private static final int SPEAKER = 2;

    private final QemuMachine machine;

    Devices(QemuMachine machine) {
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
        readings.put("video registers", registers());
        readings.put("display start", String.format("%04X", crtc(START_HIGH) << 8 | crtc(START_LOW)));
        for (int colour = 0; colour < COLOURS; colour++) {
            readings.put("palette entry " + colour, palette(colour));
        }
        readings.put(DeviceState.COLOURS + "mode", String.format("%02X", attribute(MODE_CONTROL)));
        readings.put(DeviceState.COLOURS + "border", String.format("%02X", attribute(BORDER)));
        readings.put("A20", (machine.ports().in(SYSTEM_CONTROL_A) & A20) == 0 ? "off" : "on");
        readings.put("interrupt table", machine.interruptTable());
        readings.put(
                "CMOS memory",
                IntStream.rangeClosed(FIRST_OF_CMOS, LAST_OF_CMOS)
                        .mapToObj(register -> String.format("%02X", clock.read(register)))
                        .collect(Collectors.joining()));
        readings.put("speaker", (machine.ports().in(SYSTEM_CONTROL) & SPEAKER) == 0 ? "off" : "on");
        boolean ours = clock.isOurs();
        readings.put("timer", ours ? "18.2 ticks a second" : "set to something else");
        // Another timer counts otherwise, and is what is wrong.
        readings.put(DeviceState.CLOCK, !ours || clock.isRight() ? DeviceState.AS_IT_SHOULD : "changed");
        return new DeviceState(readings, (int) clock.elapsed());
    }

    /** All that says how the text is shown, but for the cursor's place and the display's start, which have readings of their own. */
    private String registers() {
        return IntStream.rangeClosed(0, LAST_OF_CRTC)
                        .filter(register -> register < START_HIGH || register > LAST_OF_CURSOR)
                        .mapToObj(register -> String.format("%02X", crtc(register)))
                        .collect(Collectors.joining())
                + IntStream.rangeClosed(1, LAST_OF_SEQUENCER)
                        .mapToObj(register ->
                                String.format("%02X", machine.ports().in(SEQUENCER_INDEX, register, SEQUENCER_DATA)))
                        .collect(Collectors.joining());
    }

    private int crtc(int register) {
        return machine.ports().in(CRTC_INDEX, register, CRTC_DATA);
    }

    private int attribute(int register) {
        machine.ports().in(INPUT_STATUS);
        return machine.ports().in(ATTRIBUTE_INDEX, SHOW | register, ATTRIBUTE_DATA);
    }

    /** Which entry of the DAC an attribute's colour takes, and the red, green and blue there. */
    private String palette(int colour) {
        int entry = attribute(colour);
        return String.format(
                "%02X %02X %02X",
                machine.ports().in(DAC_READ_INDEX, entry, DAC_DATA),
                machine.ports().in(DAC_DATA),
                machine.ports().in(DAC_DATA));
    }
}
