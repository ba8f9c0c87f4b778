package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.code.Instruction;
import pxos.proof.pc.Patch;

/**
 * The code with one instruction changed, in its place, so that nothing else moves.
 *
 * @param change what is different, in a few words
 * @param bytes what stands there instead; as many as before
 */
public record Mutant(Instruction instruction, String change, List<Integer> bytes) {

    public Mutant {
        bytes = List.copyOf(bytes);
    }

    /** The changed bytes; in the extended zone the checksum, too, without which the zone would not be loaded. */
    List<Patch> patches(BootImage image) {
        List<Patch> patches = new ArrayList<>();
        int difference = 0;
        for (int i = 0; i < bytes.size(); i++) {
            int address = instruction.address() + i;
            int old = instruction.encoding().bytes().get(i);
            if (old != bytes.get(i)) {
                patches.add(new Patch(address, old, bytes.get(i)));
                int weight = (address & 1) == 0 ? 1 : 0x100;
                difference += (bytes.get(i) - old) * weight;
            }
        }
        if (MemoryMap.EXTENDED_ZONE.contains(instruction.address())) {
            addChecksum(patches, image, difference);
        }
        return patches;
    }

    /** A checksum of 0 says that there is no zone, so the salt moves where it would become that. */
    private static void addChecksum(List<Patch> patches, BootImage image, int difference) {
        int checksum = image.word(MemoryMap.EXTENDED_CHECKSUM);
        int salt = image.word(MemoryMap.EXTENDED_SALT);
        int wanted = checksum - difference & 0xFFFF;
        int newSalt = wanted == 0 ? salt ^ 1 : salt;
        addWord(patches, MemoryMap.EXTENDED_SALT, salt, newSalt);
        addWord(patches, MemoryMap.EXTENDED_CHECKSUM, checksum, wanted + salt - newSalt & 0xFFFF);
    }

    private static void addWord(List<Patch> patches, int address, int old, int value) {
        patches.add(new Patch(address, old & 0xFF, value & 0xFF));
        patches.add(new Patch(address + 1, old >> 8, value >> 8));
    }

    /** The image with the change. */
    public BootImage in(BootImage image) {
        byte[] changed = image.bytes();
        patches(image).forEach(patch -> changed[patch.address() - MemoryMap.IMAGE_BASE] = (byte) patch.value());
        return new BootImage(changed, image.labels());
    }

    /** The instruction with its address, and what was changed. */
    @Override
    public String toString() {
        return instruction + "  [" + change + "]";
    }
}
