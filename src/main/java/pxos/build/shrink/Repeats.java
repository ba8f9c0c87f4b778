package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.build.shrink.Cell.Reference;
import pxos.os.code.Encoding;

/**
 * Makes a routine of what stands several times. A call keeps all registers and flags, so only what looks at the stack, or
 * leaves something there, has to stay where it is.
 */
final class Repeats {

    private static final int CALL_BYTES = 3;
    private static final int LONGEST = 12;

    private final Code code;
    private final Facts facts;
    private final List<Cell> cells;
    private final Set<Integer> targets;
    private final boolean[] movable;

    private Repeats(Code code, Facts facts) {
        this.code = code;
        this.facts = facts;
        this.cells = code.cells();
        this.targets = code.targets();
        this.movable = new boolean[cells.size()];
        for (int at = 0; at < movable.length; at++) {
            movable[at] = isMovable(cells.get(at));
        }
    }

    /** Does it once, where most is saved; in words. */
    static Optional<String> share(Code code, Facts facts) {
        return new Repeats(code, facts).share();
    }

    private Optional<String> share() {
        List<Integer> best = List.of();
        int length = 0;
        for (int first = 0; first < cells.size(); first++) {
            for (int count = 1; count <= LONGEST && isMovable(first, count); count++) {
                List<Integer> found = places(first, count);
                if (saved(found, count) > saved(best, length)) {
                    best = found;
                    length = count;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : make(best, length);
    }

    /** Where the same stands, without overlaps, from the first place on. */
    private List<Integer> places(int first, int count) {
        List<Integer> places = new ArrayList<>();
        int free = first;
        for (int at = first; at + count <= cells.size(); at++) {
            if (at >= free && isSame(first, at, count) && isMovable(at, count)) {
                places.add(at);
                free = at + count;
            }
        }
        return places;
    }

    private boolean isSame(int one, int other, int count) {
        for (int i = 0; i < count; i++) {
            if (!cells.get(one + i).equalsElsewhere(cells.get(other + i))) {
                return false;
            }
        }
        return true;
    }

    private int saved(List<Integer> places, int count) {
        if (places.isEmpty()) {
            return 0;
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += cells.get(places.get(0) + i).bytes().size();
        }
        int routine = size + (cells.get(places.get(0) + count - 1).isCall() ? 0 : 1);
        return places.size() * (size - CALL_BYTES) - routine;
    }

    private boolean isMovable(int first, int count) {
        for (int at = first; at < first + count; at++) {
            if (at >= cells.size()
                    || !movable[at]
                    || at > first && targets.contains(cells.get(at).old())) {
                return false;
            }
        }
        return true;
    }

    private boolean isMovable(Cell cell) {
        Encoding encoding = cell.isCode() ? cell.encoding().orElse(null) : null;
        if (encoding == null || !facts.isReached(cell)) {
            return false;
        }
        if (cell.isCall()) {
            return code.isOwn(cell.target())
                    ? facts.returns().frames().areEven()
                    : Service.at(cell.target()).isPresent();
        }
        boolean leads = encoding.isRelative() || !encoding.goesOn();
        return !leads && !Frames.usesStack(encoding) && !Effects.namesStack(facts.effect(cell));
    }

    private Optional<String> make(List<Integer> places, int count) {
        List<Cell> body = cells.subList(places.get(0), places.get(0) + count);
        // After the last code, so that no short jump has to lead across it.
        Cell place = cells.stream()
                .filter(Cell::isCode)
                .reduce((one, other) -> other)
                .filter(last -> !last.encoding().map(Encoding::goesOn).orElse(true))
                .orElse(null);
        if (place == null) {
            return Optional.empty();
        }
        Cell start = null;
        for (Cell cell : body) {
            boolean tail = cell == body.get(count - 1) && cell.isCall();
            String text = tail ? cell.text().replaceFirst("(?i)\\bcall\\b", "jmp") : cell.text();
            place = code.add(place, text, tail ? List.of(Cell.JMP, 0, 0) : cell.bytes(), cell.references());
            start = start == null ? place : start;
        }
        if (!body.get(count - 1).isCall()) {
            code.add(place, "ret", List.of(Cell.RET), List.of());
        }
        int routine = start.old();
        for (int at : places) {
            cells.subList(at + 1, at + count).forEach(code::remove);
            Cell first = cells.get(at);
            code.put(first.become(
                    "call what stands several times", List.of(Cell.CALL, 0, 0), new Reference(1, 2, true, routine)));
        }
        return Optional.of(String.format(
                "%s: a routine of what stood %d times", body.get(0).inWords(), places.size()));
    }
}
