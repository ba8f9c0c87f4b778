package pxos.build.shrink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pxos.os.code.Encoding;

/**
 * Where the control of a feature goes, cell by cell. A call of its own leads to the routine, and what comes after it is
 * stepped over to; who waits after a return is not known here.
 */
final class Graph {

    private final List<Node> nodes = new ArrayList<>();

    /**
     * A cell.
     *
     * @param encoding empty for data
     * @param effect what it does
     * @param next indexes of where it leads; for a call of its own, the routine
     * @param over index of what comes after a call of its own; -1 for anything else
     * @param returns whether it goes back to who called; a jump to a service does when that is done
     * @param wanted parts that somebody out of sight may look at after it
     */
    record Node(
            Cell cell,
            Optional<Encoding> encoding,
            CodeEffect effect,
            List<Integer> next,
            int over,
            boolean returns,
            int wanted) {

        /** Where the same routine goes on. */
        List<Integer> steps() {
            return over >= 0 ? List.of(over) : next;
        }
    }

    private final Code code;
    private final List<Cell> cells;
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private final Set<Integer> targets;

    Graph(Code code) {
        this.code = code;
        this.targets = code.targets();
        this.cells = code.cells();
        for (int i = 0; i < cells.size(); i++) {
            indexes.put(cells.get(i).old(), i);
        }
        for (int i = 0; i < cells.size(); i++) {
            nodes.add(node(i, cells.get(i)));
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Whether anything but the cell in front leads there. */
    boolean isTarget(int at) {
        return targets.contains(cells.get(at).old());
    }

    int index(Cell cell) {
        return indexes.get(cell.old());
    }

    /** Index of the cell at an address of before; -1 where there is none. */
    int index(int old) {
        Cell cell = code.at(old);
        return cell == null ? -1 : index(cell);
    }

    private Node node(int at, Cell cell) {
        Optional<Encoding> decoded = cell.isCode() ? cell.encoding() : Optional.empty();
        if (decoded.isEmpty()) {
            return new Node(cell, decoded, CodeEffect.UNKNOWN, List.of(), -1, false, Parts.ALL);
        }
        Encoding encoding = decoded.get();
        if (encoding.opcode() == Cell.RET) {
            return new Node(cell, decoded, CodeEffect.UNSEEN, List.of(), -1, true, 0);
        }
        if (encoding.isRelative()) {
            return leading(at, cell, decoded);
        }
        boolean ends = !encoding.goesOn();
        int wanted = ends || at + 1 == cells.size() ? Parts.ALL : 0;
        List<Integer> next = wanted == 0 ? List.of(at + 1) : List.of();
        return new Node(cell, decoded, Effects.of(encoding), next, -1, false, wanted);
    }

    private Node leading(int at, Cell cell, Optional<Encoding> decoded) {
        Encoding encoding = decoded.orElseThrow();
        boolean last = at + 1 == cells.size();
        boolean own = code.isOwn(cell.target());
        int target = own ? index(cell.target()) : -1;
        Optional<Service> service = own ? Optional.empty() : Service.at(cell.target());
        boolean calls = encoding.opcode() == Cell.CALL;
        if (service.isPresent() && (calls || cell.isJump())) {
            CodeEffect effect = service.get().effect();
            boolean back = service.get().returns();
            boolean behind = back && calls;
            return new Node(
                    cell,
                    decoded,
                    effect,
                    behind && !last ? List.of(at + 1) : List.of(),
                    -1,
                    back && !calls,
                    behind && last ? Parts.ALL : 0);
        }
        if (calls) {
            boolean known = target >= 0 && !last;
            List<Integer> next = known ? List.of(target) : last ? List.of() : List.of(at + 1);
            CodeEffect effect = known ? CodeEffect.UNSEEN : CodeEffect.UNKNOWN;
            return new Node(cell, decoded, effect, next, known ? at + 1 : -1, false, last ? Parts.ALL : 0);
        }
        List<Integer> next = new ArrayList<>();
        boolean goesOn = encoding.goesOn();
        if (goesOn && !last) {
            next.add(at + 1);
        }
        if (target >= 0) {
            next.add(target);
        }
        int wanted = target < 0 || goesOn && last ? Parts.ALL : 0;
        return new Node(cell, decoded, Effects.of(encoding), next, -1, false, wanted);
    }
}
