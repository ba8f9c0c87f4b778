package pxos.build.shrink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pxos.build.shrink.Graph.Node;
import pxos.os.code.Encoding;

/**
 * What lies on the stack of each routine, as the pushes that put it there. Where two ways meet that pushed different things,
 * or where SP is used by name, nothing is known any more.
 */
final class Frames {

    private static final int PUSH_ALL = 0x60;
    private static final int POP_ALL = 0x61;

    private final Graph graph;
    private final boolean trustsCalls;
    /** Indexes of pushes, the top last, by cell; empty where it is not known. */
    private final Map<Integer, Optional<List<Integer>>> before = new HashMap<>();
    /** Pushes of which it is not known who takes them. */
    private final Set<Integer> lost = new HashSet<>();

    private final Map<Integer, Set<Integer>> pops = new HashMap<>();
    private boolean even = true;

    private Frames(Graph graph, Collection<Integer> entries, boolean trustsCalls) {
        this.graph = graph;
        this.trustsCalls = trustsCalls;
        Deque<Integer> open = new ArrayDeque<>();
        for (int entry : entries) {
            reach(entry, Optional.of(List.of()), open);
        }
        while (!open.isEmpty()) {
            int at = open.remove();
            Node node = graph.nodes().get(at);
            Optional<List<Integer>> after = after(at, node);
            if (node.returns() && !after.equals(Optional.of(List.of()))) {
                even = false;
                after.ifPresent(lost::addAll);
            }
            if (node.wanted() != 0) {
                after.ifPresent(lost::addAll);
            }
            for (int next : node.steps()) {
                reach(next, after, open);
            }
        }
    }

    static Frames of(Graph graph, Collection<Integer> entries) {
        Frames frames = new Frames(graph, entries, true);
        // A routine that leaves something on the stack leaves its callers in doubt.
        return frames.even ? frames : new Frames(graph, entries, false);
    }

    /** Whether each return goes back to who called: at each, the stack is as it was at the start of the routine. */
    boolean areEven() {
        return even && trustsCalls;
    }

    /** The pops that take what a push put there; empty where that is not certain. */
    Set<Integer> pops(int push) {
        return lost.contains(push) ? Set.of() : Set.copyOf(pops.getOrDefault(push, Set.of()));
    }

    /** Whether something that was pushed lies on the stack then. */
    boolean holds(int at, int push) {
        return before.getOrDefault(at, Optional.empty())
                .map(stack -> stack.contains(push))
                .orElse(false);
    }

    private void reach(int at, Optional<List<Integer>> stack, Deque<Integer> open) {
        Optional<List<Integer>> known = before.get(at);
        Optional<List<Integer>> joined = known == null || known.equals(stack) ? stack : Optional.empty();
        if (joined.isEmpty()) {
            stack.ifPresent(lost::addAll);
            if (known != null) {
                known.ifPresent(lost::addAll);
            }
        }
        if (!joined.equals(known)) {
            before.put(at, joined);
            open.add(at);
        }
    }

    private Optional<List<Integer>> after(int at, Node node) {
        Optional<List<Integer>> stack = before.get(at);
        Optional<Encoding> encoding = node.encoding();
        if (stack.isEmpty() || encoding.isEmpty()) {
            return doubt(stack);
        }
        int opcode = encoding.get().opcode();
        if (node.over() >= 0) {
            return trustsCalls ? stack : doubt(stack);
        }
        if (opcode == 0xCD) {
            return stack;
        }
        boolean calls = opcode == Cell.CALL || opcode == 0xFF && encoding.get().reg() == 2;
        if (!calls && Effects.namesStack(node.effect())) {
            return doubt(stack);
        }
        if (isPush(encoding.get())) {
            List<Integer> more = new ArrayList<>(stack.get());
            more.add(at);
            return Optional.of(more);
        }
        return isPop(encoding.get()) ? popped(at, encoding.get(), stack.get()) : stack;
    }

    private Optional<List<Integer>> popped(int at, Encoding pop, List<Integer> stack) {
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        int push = stack.get(stack.size() - 1);
        if (width(graph.nodes().get(push).encoding().orElseThrow()) != width(pop)) {
            return doubt(Optional.of(stack));
        }
        pops.computeIfAbsent(push, key -> new HashSet<>()).add(at);
        return Optional.of(stack.subList(0, stack.size() - 1));
    }

    private Optional<List<Integer>> doubt(Optional<List<Integer>> stack) {
        stack.ifPresent(lost::addAll);
        return Optional.empty();
    }

    /** Whether it puts something on the stack, or takes something from there. */
    static boolean usesStack(Encoding code) {
        return isPush(code) || isPop(code);
    }

    private static int width(Encoding code) {
        boolean all = code.opcode() == PUSH_ALL || code.opcode() == POP_ALL;
        return all ? 16 : code.bytes().get(0) == 0x66 ? 4 : 2;
    }

    private static boolean isPush(Encoding code) {
        int opcode = code.opcode();
        return opcode >= 0x50 && opcode <= 0x57
                || List.of(0x06, 0x0E, 0x16, 0x1E, PUSH_ALL, 0x68, 0x6A, 0x9C).contains(opcode)
                || opcode == 0xFF && code.reg() == 6;
    }

    private static boolean isPop(Encoding code) {
        int opcode = code.opcode();
        return opcode >= 0x58 && opcode <= 0x5F
                || List.of(0x07, 0x17, 0x1F, POP_ALL, 0x8F, 0x9D).contains(opcode);
    }
}
