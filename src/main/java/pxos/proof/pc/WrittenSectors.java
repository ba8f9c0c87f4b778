package pxos.proof.pc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.os.disk.SectorWrite;

/** What the machine has written to the disk in its drive. */
final class WrittenSectors {

    private Map<Integer, byte[]> contents = new HashMap<>();
    private List<SectorWrite> order = new ArrayList<>();

    /** The 512 bytes that were written to a sector last; null where it was not written. */
    byte[] contentOrNull(int sector) {
        return contents.get(sector);
    }

    void write(int sector, byte[] content) {
        contents.put(sector, content);
        order.add(new SectorWrite(sector, content));
    }

    void clear() {
        contents.clear();
        order.clear();
    }

    List<SectorWrite> inOrder() {
        return List.copyOf(order);
    }

    /** Remembers what was written; the result brings that back. */
    Runnable save() {
        Map<Integer, byte[]> saved = Map.copyOf(contents);
        List<SectorWrite> savedOrder = inOrder();
        return () -> {
            contents = new HashMap<>(saved);
            order = new ArrayList<>(savedOrder);
        };
    }
}
