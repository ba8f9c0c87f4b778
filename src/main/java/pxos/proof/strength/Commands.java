package pxos.proof.strength;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.Vector;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;

/** The commands that a booted pxOS knows. */
public final class Commands {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 40;
    private static final int NAME_OFFSET = 4;

    private Commands() {}

    /** Their names, in the order of the list that the parser walks. */
    public static List<String> of(BootImage image) {
        PcGuest guest = new PcEmulator().guest(DiskImage.of(image), DriveKind.IDE);
        guest.powerOn();
        List<String> names = new ArrayList<>();
        int node = word(guest, Vector.COMMANDS.address());
        while (node != 0 && names.size() < MOST) {
            byte[] name = guest.memory(node + NAME_OFFSET, LONGEST_NAME);
            int end = 0;
            while (end < name.length && name[end] > ' ') {
                end++;
            }
            names.add(new String(name, 0, end, StandardCharsets.ISO_8859_1));
            node = word(guest, node);
        }
        return List.copyOf(names);
    }

    private static int word(PcGuest guest, int address) {
        byte[] bytes = guest.memory(address, 2);
        return (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8;
    }
}
