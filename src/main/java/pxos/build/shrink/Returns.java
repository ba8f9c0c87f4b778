package pxos.build.shrink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pxos.build.shrink.Graph.Node;
import pxos.os.Vector;

/**
 * Where each return of a feature may lead: after calls of its own, to the lists of the OS, or to somebody who is not known.
 *
 * <p>A handler of a list, and a command, may change any register but SS:SP (the contract of pxOS); the carry flag of a
 * handler says whether it took what happened, that of a command says nothing. A key is waited for in the middle of something,
 * and nobody saves the upper halves of the 32-bit registers then: after handlers, they count as wanted.
 */
final class Returns {

    private static final int COMMAND = Parts.SP;
    private static final int HANDLER = Parts.SP | Parts.CARRY | Parts.UPPER;

    private final Graph graph;
    private final Frames frames;
    private final Map<Integer, Set<Integer>> to = new HashMap<>();
    private final Map<Integer, Integer> wanted = new HashMap<>();
    /** Who waits after a routine, by where it begins. */
    private final Map<Integer, Caller> callers = new TreeMap<>();

    private final boolean isEnteredFromOutside;

    /** @param to indexes of cells after calls */
    private record Caller(int wanted, Set<Integer> to) {
        Caller with(Caller other) {
            Set<Integer> both = new HashSet<>(to);
            both.addAll(other.to);
            return new Caller(wanted | other.wanted, both);
        }
    }

    Returns(Code code, Graph graph) {
        this.graph = graph;
        Entrances entrances = new Entrances(code);
        entrances.handlers(Vector.Kind.LIST).forEach(old -> enter(graph.index(old), new Caller(HANDLER, Set.of())));
        entrances
                .handlers(Vector.Kind.COMMAND_LIST)
                .forEach(old -> enter(graph.index(old), new Caller(COMMAND, Set.of())));
        Set<Integer> outside = entrances.unknown();
        outside.forEach(old -> enter(graph.index(old), new Caller(Parts.ALL, Set.of())));
        this.isEnteredFromOutside = !outside.isEmpty();
        for (Node node : graph.nodes()) {
            if (node.over() >= 0) {
                enter(node.next().get(0), new Caller(0, Set.of(node.over())));
            }
        }
        this.frames = Frames.of(graph, callers.keySet());
        Caller anybody = callers.values().stream().reduce(new Caller(0, Set.of()), Caller::with);
        callers.forEach((entry, caller) -> follow(entry, frames.areEven() ? caller : anybody));
    }

    private void enter(int at, Caller caller) {
        if (at >= 0) {
            callers.merge(at, caller, Caller::with);
        }
    }

    private void follow(int entry, Caller caller) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(Set.of(entry));
        while (!open.isEmpty()) {
            int at = open.remove();
            if (!seen.add(at)) {
                continue;
            }
            Node node = graph.nodes().get(at);
            if (node.returns()) {
                to.computeIfAbsent(at, key -> new HashSet<>()).addAll(caller.to());
                wanted.merge(at, caller.wanted(), (one, other) -> one | other);
            }
            open.addAll(node.steps());
        }
    }

    Frames frames() {
        return frames;
    }

    /** Whether somebody out of sight may come in with any registers, flags and segments. */
    boolean isEnteredFromOutside() {
        return isEnteredFromOutside;
    }

    /** Indexes of the cells where routines begin, each with whether it is only called from the feature itself. */
    Map<Integer, Boolean> entries() {
        Map<Integer, Boolean> own = new HashMap<>();
        callers.forEach((at, caller) -> own.put(at, caller.wanted() == 0));
        return own;
    }

    /** Indexes of the cells that a return may lead to. */
    Set<Integer> to(int at) {
        return to.getOrDefault(at, Set.of());
    }

    /** What somebody may want who is not in this feature; of a return that nothing reaches, everything. */
    int wanted(int at) {
        return wanted.getOrDefault(at, Parts.ALL);
    }
}
