package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.build.shrink.Cell.Reference;

/** Finds code that stands twice and goes on at the same place: one of the two jumps into the other. */
final class Tails {

    private static final int SMALLEST = 3;
    private static final int SHORT = 2;

    private final Code code;
    private final Set<Integer> targets;

    private Tails(Code code) {
        this.code = code;
        this.targets = code.targets();
    }

    /** Shares one of them; what was done, in words. */
    static Optional<String> share(Code code) {
        return new Tails(code).share();
    }

    private Optional<String> share() {
        List<Cell> ends = code.cells().stream()
                .filter(cell -> cell.isCode() && (cell.isReturn() || cell.isJump()))
                .toList();
        for (Cell end : ends) {
            for (Cell other : ends) {
                Optional<String> done = end == other ? Optional.empty() : share(end, other, new ArrayList<>(), 0);
                if (done.isPresent()) {
                    return done;
                }
            }
            Optional<String> done = joined(end);
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    /** The code before a jump also stands before the place that the jump leads to. */
    private Optional<String> joined(Cell jump) {
        Cell target = jump.isJump() && code.isOwn(jump.target()) ? code.at(jump.target()) : null;
        Cell above = target == null ? null : code.previous(target);
        Cell before = code.previous(jump);
        boolean goesOn =
                above != null && above.encoding().map(each -> each.goesOn()).orElse(false);
        return !goesOn || before == null || above == jump || targets.contains(jump.old())
                ? Optional.empty()
                : share(
                        above,
                        before,
                        new ArrayList<>(List.of(jump)),
                        jump.bytes().size());
    }

    private Optional<String> share(Cell kept, Cell given, List<Cell> going, int counted) {
        Cell from = kept;
        Cell other = given;
        Cell tail = null;
        int size = counted;
        while (from != null && other != null && from != given && other != kept && from.equalsElsewhere(other)) {
            if (going.contains(from)) {
                break;
            }
            size += other.bytes().size();
            going.add(other);
            tail = from;
            if (targets.contains(other.old())) {
                break;
            }
            from = code.previous(from);
            other = code.previous(other);
        }
        if (tail == null || size < SMALLEST) {
            return Optional.empty();
        }
        Cell first = going.get(going.size() - 1);
        int distance = code.distance(first, SHORT, tail.old());
        if (distance < -128 + size || distance > 127 - size) {
            return Optional.empty();
        }
        String words = first.inWords() + ": the same stands at " + tail.inWords();
        going.subList(0, going.size() - 1).forEach(code::remove);
        String text = "jmp to where the same stands: " + tail.text();
        code.put(first.become(text, List.of(Cell.SHORT_JMP, 0), new Reference(1, 1, true, tail.old())));
        return Optional.of(words);
    }
}
