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
import pxos.os.AddressRange;

/**
 * The cells of a feature, closely packed from its first address on; what is removed, moved or gets smaller moves what stands
 * after it.
 */
final class Code {

    /** After all addresses: where cells stood that are new. */
    private static final int FIRST_NEW = 0x10000;

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

    /** Where texts stand now that stood at an address. */
    private final Map<Integer, Integer> aliases = new HashMap<>();

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

    /** Whoever led to it leads to what stands after it. */
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

    /** Puts some cells after another one. */
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

    /** Removes a text that stands elsewhere, too: whoever named it names that one. */
    void alias(Cell text, int address) {
        remove(text);
        aliases.put(text.old(), address);
    }

    /** The cell that stands, or stood, at an address; what took its place where it is gone; null for none. */
    Cell at(int named) {
        int address = aliases.getOrDefault(named, named);
        Map.Entry<Integer, Cell> entry = isOwn(address) ? began.floorEntry(address) : null;
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
        return range.contains(address) || address >= FIRST_NEW;
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

    List<FeatureBlock.Hook> hooks() {
        return block.hooks();
    }

    /** The feature as it was. */
    FeatureBlock before() {
        return block;
    }

    /** The cell that stood at an address before anything was changed; null for none. */
    Cell first(int address) {
        Map.Entry<Integer, Cell> entry = range.contains(address) ? began.floorEntry(address) : null;
        return entry == null ? null : entry.getValue();
    }

    /** Puts a new instruction after a cell. */
    Cell add(Cell behind, String text, List<Integer> bytes, List<Reference> references) {
        int old = Math.max(FIRST_NEW, began.lastKey() + 1);
        Cell cell = new Cell(old, 0, bytes, text, true, references);
        cells.put(old, cell);
        began.put(old, cell);
        order.add(order.indexOf(behind.old()) + 1, old);
        return cell;
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
    Map<Integer, Integer> places() {
        Map<Integer, Integer> places = new HashMap<>();
        int at = range.first();
        for (int old : order) {
            places.put(old, at);
            at += cells.get(old).bytes().size();
        }
        return places;
    }

    /** Where something stands now that stood at an address. */
    int moved(int named, Map<Integer, Integer> places) {
        int address = aliases.getOrDefault(named, named);
        if (!isOwn(address)) {
            return address;
        }
        Cell cell = at(address);
        if (cell == null) {
            return range.first() + sizeBytes();
        }
        boolean inside = address > cell.old() && address < cell.old() + cell.oldSize();
        return places.get(cell.old()) + (inside ? address - cell.old() : 0);
    }

    /** How far it is from the end of a cell of some size to a place. */
    int distance(Cell from, int size, int target) {
        return distance(from, size, target, places());
    }

    private int distance(Cell from, int size, int target, Map<Integer, Integer> places) {
        return moved(target, places) - (places.get(from.old()) + size);
    }
}
