package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Pushes, and all pops of them, that keep a register for nobody. */
final class Pairs {

    private final Graph graph;
    private final Returns returns;

    private Pairs(Facts facts) {
        this.graph = facts.graph();
        this.returns = facts.returns();
    }

    /** Those that can go, all of them together. */
    static List<Cell> unwanted(Facts facts) {
        return new Pairs(facts).unwanted();
    }

    private List<Cell> unwanted() {
        Set<Integer> pushes = new TreeSet<>();
        for (int at = 0; at < graph.nodes().size(); at++) {
            int register = number(at, 0x50);
            Set<Integer> pops = returns.frames().pops(at);
            if (register >= 0 && !pops.isEmpty() && pops.stream().allMatch(pop -> number(pop, 0x58) >= 0)) {
                pushes.add(at);
            }
        }
        // A push looks at a register for its pops alone: if nobody wants those, it looks at nothing.
        boolean fewer = true;
        while (fewer) {
            Liveness liveness = new Liveness(graph, returns, pushes);
            fewer = pushes.removeIf(push -> !isUnwanted(push, liveness));
        }
        List<Cell> cells = new ArrayList<>();
        for (int push : pushes) {
            cells.add(graph.nodes().get(push).cell());
            returns.frames()
                    .pops(push)
                    .forEach(pop -> cells.add(graph.nodes().get(pop).cell()));
        }
        return cells;
    }

    private boolean isUnwanted(int push, Liveness liveness) {
        boolean kept = isKept(push, number(push, 0x50));
        return returns.frames().pops(push).stream().allMatch(pop -> {
            int popped = number(pop, 0x58);
            return kept && popped == number(push, 0x50) || (liveness.after(pop) & Parts.word(popped)) == 0;
        });
    }

    /** The register of a push or pop of one byte, without SP; -1 for anything else. */
    private int number(int at, int first) {
        Cell cell = graph.nodes().get(at).cell();
        int opcode = cell.isCode() && cell.bytes().size() == 1 ? cell.bytes().get(0) : -1;
        return opcode >= first && opcode < first + 8 && opcode != first + 4 ? opcode - first : -1;
    }

    /** Whether nothing changes a register while it lies on the stack. */
    private boolean isKept(int push, int register) {
        for (int at = 0; at < graph.nodes().size(); at++) {
            Graph.Node node = graph.nodes().get(at);
            boolean changes = node.over() >= 0 || (node.effect().changes() & Parts.word(register)) != 0;
            if (changes
                    && returns.frames().holds(at, push)
                    && !returns.frames().pops(push).contains(at)) {
                return false;
            }
        }
        return true;
    }
}
