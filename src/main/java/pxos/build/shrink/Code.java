package pxos.build.shrink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import pxos.build.shrink.Cell.Reference;
import pxos.build.source.FeatureBlock;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;

/**
 * The cells of a feature, closely packed from its first address on; what is removed, moved or gets smaller moves what stands
 * behind it.
 */
final class Code {

    private final FeatureBlock block;
    private final AddressRange range;
    /** The cells that are left, by where they stood. */
    private final Map<Integer, Cell> cells = new HashMap<>();
    /** Where all cells stood, in the order in which those that are left stand now. */
    private final List<Integer> order = new ArrayList<>();
    /** All cells, by where they stood. */
    private final NavigableMap<Integer, Cell> began = new TreeMap<>();
    /** What takes the place of a cell that was removed; 0 for the end. */
    private final Map<Integer, Integer> instead = new HashMap<>();

    Code(FeatureBlock block, AddressRange range, List<Cell> all) {
        this.block = block;
        this.range = range;
        all.forEach(cell -> {
            cells.put(cell.old(), cell);
            began.put(cell.old(), cell);
            order.add(cell.old());
        });
    }

    /** In the order in which they stand. */
    List<Cell> cells() {
        return order.stream().map(cells::get).toList();
    }

    void put(Cell cell) {
        cells.put(cell.old(), cell);
    }

    /** Whoever led to it leads to what stands behind it. */
    void remove(Cell cell) {
        Cell next = next(cell);
        instead.put(cell.old(), next == null ? 0 : next.old());
        order.remove((Integer) cell.old());
        cells.remove(cell.old());
    }

    /** Removes a cell in favour of another one that does the same, if all that leads to it reaches that one. */
    boolean isReplaced(Cell cell, Cell other) {
        List<Integer> before = order();
        remove(cell);
        instead.put(cell.old(), other.old());
        if (reaches()) {
            return true;
        }
        instead.remove(cell.old());
        cells.put(cell.old(), cell);
        restore(before);
        return false;
    }

    /** Puts some cells behind another one. */
    void move(List<Cell> some, Cell behind) {
        List<Integer> places = some.stream().map(Cell::old).toList();
        order.removeAll(places);
        order.addAll(order.indexOf(behind.old()) + 1, places);
    }

    /** The order, to go back to. */
    List<Integer> order() {
        return List.copyOf(order);
    }

    void restore(List<Integer> before) {
        order.clear();
        order.addAll(before);
    }

    /** The cell that stands, or stood, at an address; what took its place where it is gone; null for none. */
    Cell at(int address) {
        Map.Entry<Integer, Cell> entry = range.contains(address) ? began.floorEntry(address) : null;
        Integer old = entry == null ? null : entry.getKey();
        while (old != null && !cells.containsKey(old)) {
            old = instead.get(old);
        }
        return old == null ? null : cells.get(old);
    }

    Cell next(Cell cell) {
        int at = order.indexOf(cell.old()) + 1;
        return at < order.size() ? cells.get(order.get(at)) : null;
    }

    Cell previous(Cell cell) {
        int at = order.indexOf(cell.old()) - 1;
        return at >= 0 ? cells.get(order.get(at)) : null;
    }

    boolean isOwn(int address) {
        return range.contains(address);
    }

    int sizeBytes() {
        return cells.values().stream().mapToInt(cell -> cell.bytes().size()).sum();
    }

    /** Where cells stood that something leads to, or that a hook names. */
    Set<Integer> targets() {
        Set<Integer> targets = new TreeSet<>();
        Stream.concat(
                        cells.values().stream()
                                .flatMap(cell -> cell.references().stream().map(Reference::target)),
                        block.hooks().stream().map(FeatureBlock.Hook::address))
                .map(this::at)
                .filter(Objects::nonNull)
                .forEach(cell -> targets.add(cell.old()));
        return targets;
    }

    /** Whether every short jump reaches where it leads. */
    boolean reaches() {
        Map<Integer, Integer> places = places();
        return cells.values().stream()
                .allMatch(cell -> cell.references().stream()
                        .filter(reference -> reference.relative() && reference.size() == 1)
                        .map(reference -> distance(cell, cell.bytes().size(), reference.target(), places))
                        .allMatch(distance -> distance == (byte) (int) distance));
    }

    /** Where each cell stands now, by where it stood. */
    private Map<Integer, Integer> places() {
        Map<Integer, Integer> places = new HashMap<>();
        int at = range.first();
        for (int old : order) {
            places.put(old, at);
            at += cells.get(old).bytes().size();
        }
        return places;
    }

    /** Where something stands now that stood at an address. */
    private int moved(int address, Map<Integer, Integer> places) {
        if (!range.contains(address)) {
            return address;
        }
        Cell cell = at(address);
        if (cell == null) {
            return range.first() + sizeBytes();
        }
        boolean inside = address > cell.old() && address < cell.old() + cell.oldSize();
        return places.get(cell.old()) + (inside ? address - cell.old() : 0);
    }

    /** How far it is from behind a cell of some size to a place. */
    int distance(Cell from, int size, int target) {
        return distance(from, size, target, places());
    }

    private int distance(Cell from, int size, int target, Map<Integer, Integer> places) {
        return moved(target, places) - (places.get(from.old()) + size);
    }

    /** The feature as it is now. */
    FeatureBlock block() {
        Map<Integer, Integer> places = places();
        Map<Integer, List<SourceLine>> before = linesBefore(places);
        List<SourceLine> lines = new ArrayList<>();
        for (int old : order) {
            lines.addAll(before.getOrDefault(old, List.of()));
            lines.addAll(written(cells.get(old), places));
        }
        lines.addAll(before.getOrDefault(0, List.of()));
        List<FeatureBlock.Hook> hooks = block.hooks().stream()
                .map(hook -> new FeatureBlock.Hook(hook.vector(), moved(hook.address(), places)))
                .toList();
        return block.withHooks(hooks).withLines(lines);
    }

    /** Labels and remarks by where the cell behind them stood; 0 for those at the end. */
    private Map<Integer, List<SourceLine>> linesBefore(Map<Integer, Integer> places) {
        Map<Integer, List<SourceLine>> before = new HashMap<>();
        List<SourceLine> open = new ArrayList<>();
        for (SourceLine line : block.lines()) {
            if (line instanceof SourceLine.Define define) {
                open.add(new SourceLine.Define(define.label(), moved(define.address(), places), define.comment()));
            } else if (!(line instanceof SourceLine.Write write)) {
                open.add(line);
            } else if (cells.containsKey(write.address())) {
                before.put(write.address(), List.copyOf(open));
                open.clear();
            }
        }
        before.put(0, open);
        return before;
    }

    private List<SourceLine> written(Cell cell, Map<Integer, Integer> places) {
        List<Integer> bytes = new ArrayList<>(cell.bytes());
        int place = places.get(cell.old());
        for (Reference reference : cell.references()) {
            int target = moved(reference.target(), places);
            int value = reference.relative() ? target - place - bytes.size() : target;
            if (reference.size() == 1 && value != (byte) value) {
                throw new IllegalStateException("a jump that reached no longer does");
            }
            for (int i = 0; i < reference.size(); i++) {
                bytes.set(reference.at() + i, value >> 8 * i & 0xFF);
            }
        }
        List<SourceLine> lines = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            String comment = i == 0 ? cell.text() : "  " + (i + 1) + " of " + bytes.size();
            lines.add(new SourceLine.Write(place + i, bytes.get(i), comment));
        }
        return lines;
    }
}
