package pxos.build.shrink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pxos.build.shrink.Graph.Node;

/** Which parts of the processor somebody may still look at after each cell: a worklist, backwards, to its fixed point. */
final class Liveness {

    private final int[] before;
    private final int[] after;

    Liveness(Graph graph, Returns returns) {
        this(graph, returns, Set.of());
    }

    /** @param silent indexes of cells that are taken to look at nothing */
    Liveness(Graph graph, Returns returns, Set<Integer> silent) {
        int size = graph.nodes().size();
        before = new int[size];
        after = new int[size];
        List<Set<Integer>> successors = new ArrayList<>();
        List<List<Integer>> predecessors = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < size; at++) {
            predecessors.add(new ArrayList<>());
            open.addFirst(at);
        }
        for (int at = 0; at < size; at++) {
            Node node = graph.nodes().get(at);
            Set<Integer> next = new HashSet<>(node.next());
            if (node.returns()) {
                next.addAll(returns.to(at));
            }
            successors.add(next);
            for (int one : next) {
                predecessors.get(one).add(at);
            }
            after[at] = node.wanted() | (node.returns() ? returns.wanted(at) : 0);
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            for (int next : successors.get(at)) {
                after[at] |= before[next];
            }
            CodeEffect effect = graph.nodes().get(at).effect();
            int live = after[at] & ~effect.kills() | (silent.contains(at) ? 0 : effect.reads());
            if (live != before[at]) {
                before[at] = live;
                open.addAll(predecessors.get(at));
            }
        }
    }

    int after(int at) {
        return after[at];
    }
}
