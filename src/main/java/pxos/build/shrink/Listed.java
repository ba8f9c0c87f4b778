package pxos.build.shrink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.build.shrink.Cell.Reference;
import pxos.build.source.FeatureBlock;
import pxos.build.source.SourceLine;

/** Writes a changed feature as source: bytes with their words, labels and hooks where they are now. */
final class Listed {

    private final Code code;
    private final Map<Integer, Integer> places;
    private final Set<Integer> left;

    Listed(Code code) {
        this.code = code;
        this.places = code.places();
        this.left = code.cells().stream().map(Cell::old).collect(Collectors.toSet());
    }

    /** The feature as it is now. */
    FeatureBlock block() {
        Map<Integer, List<SourceLine>> before = linesBefore();
        List<SourceLine> lines = new ArrayList<>();
        for (Cell cell : code.cells()) {
            lines.addAll(before.getOrDefault(cell.old(), List.of()));
            lines.addAll(written(cell));
        }
        lines.addAll(before.getOrDefault(0, List.of()));
        List<FeatureBlock.Hook> hooks = code.hooks().stream()
                .map(hook -> new FeatureBlock.Hook(hook.vector(), code.moved(hook.address(), places)))
                .toList();
        return code.before().withHooks(hooks).withLines(lines);
    }

    /** Labels and remarks by where the cell after them stood; 0 for those at the end. */
    private Map<Integer, List<SourceLine>> linesBefore() {
        Map<Integer, List<SourceLine>> before = new HashMap<>();
        List<SourceLine> open = new ArrayList<>();
        for (SourceLine line : code.before().lines()) {
            if (line instanceof SourceLine.Define define) {
                open.add(new SourceLine.Define(define.label(), code.moved(define.address(), places), define.comment()));
            } else if (!(line instanceof SourceLine.Write write)) {
                open.add(line);
            } else if (left.contains(write.address())) {
                before.put(write.address(), List.copyOf(open));
                open.clear();
            }
        }
        before.put(0, open);
        return before;
    }

    private List<SourceLine> written(Cell cell) {
        List<Integer> bytes = new ArrayList<>(cell.bytes());
        int place = places.get(cell.old());
        for (Reference reference : cell.references()) {
            int target = code.moved(reference.target(), places);
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
