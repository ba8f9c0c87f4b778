package pxos.build.shrink;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import pxos.build.shrink.Graph.Node;
import pxos.os.code.Encoding;

/** What is known to stand in the registers before each cell: a worklist, forwards. Addresses of the feature are not known. */
final class Values {

    private static final int UNKNOWN = -1;

    private final Graph graph;
    private final Returns returns;
    /** The eight halves and the words SP to DI, each a number or unknown; null where nothing gets to. */
    private final int[][] before;

    private final Deque<Integer> open = new ArrayDeque<>();

    Values(Graph graph, Returns returns) {
        this.graph = graph;
        this.returns = returns;
        this.before = new int[graph.nodes().size()][];
        returns.entries().forEach((at, own) -> {
            if (!own) {
                reach(at, nothing());
            }
        });
        while (!open.isEmpty()) {
            int at = open.remove();
            Node node = graph.nodes().get(at);
            int[] after = after(node, before[at].clone());
            for (int next : node.next()) {
                reach(next, edge(at, next, after));
            }
            if (node.returns()) {
                returns.to(at).forEach(next -> reach(next, after));
            }
        }
    }

    private static int[] nothing() {
        int[] values = new int[12];
        Arrays.fill(values, UNKNOWN);
        return values;
    }

    /** Whether anything gets there. */
    boolean isReached(int at) {
        return before[at] != null;
    }

    /** What stands in a byte register, or -1. */
    int half(int at, int number) {
        return before[at] == null ? UNKNOWN : before[at][number];
    }

    /** What stands in a word register, or -1. */
    int word(int at, int number) {
        return before[at] == null ? UNKNOWN : word(before[at], number);
    }

    private static int word(int[] values, int number) {
        if (number >= 4) {
            return values[4 + number];
        }
        boolean known = values[number] >= 0 && values[number + 4] >= 0;
        return known ? values[number] | values[number + 4] << 8 : UNKNOWN;
    }

    private static void put(int[] values, int number, int size, int value) {
        if (size == 1) {
            values[number] = value;
        } else if (number >= 4) {
            values[4 + number] = value;
        } else {
            values[number] = value < 0 ? UNKNOWN : value & 0xFF;
            values[number + 4] = value < 0 ? UNKNOWN : value >> 8;
        }
    }

    private void reach(int at, int[] values) {
        int[] known = before[at];
        int[] joined = values.clone();
        for (int i = 0; known != null && i < joined.length; i++) {
            joined[i] = known[i] == joined[i] ? known[i] : UNKNOWN;
        }
        if (known == null || !Arrays.equals(known, joined)) {
            before[at] = joined;
            open.add(at);
        }
    }

    private static int[] after(Node node, int[] values) {
        int[] old = values.clone();
        for (int number = 0; number < 8; number++) {
            if ((node.effect().changes() & Parts.half(number)) != 0) {
                values[number] = UNKNOWN;
            }
            if (number >= 4 && (node.effect().changes() & Parts.word(number)) != 0) {
                values[4 + number] = UNKNOWN;
            }
        }
        node.encoding().ifPresent(code -> set(node, code, old, values));
        return values;
    }

    private static void set(Node node, Encoding code, int[] old, int[] values) {
        int opcode = code.opcode();
        if (code.bytes().get(0) == 0x66) {
            return;
        }
        if (opcode >= 0xB0 && opcode <= 0xBF) {
            boolean isAddress = !node.cell().references().isEmpty();
            put(values, opcode & 7, opcode < 0xB8 ? 1 : 2, isAddress ? UNKNOWN : code.immediate());
        } else if (opcode >= 0x88 && opcode <= 0x8B && code.bytes().get(1) >= 0xC0) {
            int size = 1 + (opcode & 1);
            int rm = code.bytes().get(1) & 7;
            int to = opcode < 0x8A ? rm : code.reg();
            int from = opcode < 0x8A ? code.reg() : rm;
            put(values, to, size, size == 1 ? old[from] : word(old, from));
        } else if (opcode >= 0x91 && opcode <= 0x97) {
            put(values, 0, 2, word(old, opcode & 7));
            put(values, opcode & 7, 2, word(old, 0));
        } else if (clears(code)) {
            put(values, code.reg(), 1 + (opcode & 1), 0);
        } else if (opcode >= 0x40 && opcode <= 0x4F && word(old, opcode & 7) >= 0) {
            put(values, opcode & 7, 2, word(old, opcode & 7) + (opcode < 0x48 ? 1 : -1) & 0xFFFF);
        } else if (opcode == 0x0FB6 && code.reg() < 4) {
            values[code.reg() + 4] = 0;
        } else if (code.bytes().get(0) == 0xF3
                && List.of(0xA4, 0xA5, 0xAA, 0xAB, 0xAC, 0xAD).contains(opcode)) {
            put(values, 1, 2, 0);
        }
    }

    private static boolean clears(Encoding code) {
        int opcode = code.opcode();
        return (opcode == 0x30
                        || opcode == 0x31
                        || opcode == 0x28
                        || opcode == 0x29
                        || opcode == 0x32
                        || opcode == 0x33
                        || opcode == 0x2A
                        || opcode == 0x2B)
                && code.bytes().get(1) >= 0xC0
                && (code.bytes().get(1) & 7) == code.reg();
    }

    /** What else is known where a jump was taken, or was not. */
    private int[] edge(int at, int next, int[] after) {
        Node node = graph.nodes().get(at);
        Encoding code = node.encoding().orElse(null);
        if (code == null
                || !code.isRelative()
                || node.next().size() != 2
                || node.next().get(0).equals(node.next().get(1))) {
            return after;
        }
        boolean taken = next == node.next().get(1);
        int[] values = after.clone();
        int opcode = code.opcode();
        if (opcode == 0xE2 && !taken || opcode == 0xE3 && taken) {
            put(values, 1, 2, 0);
        } else if (at > 0 && (code.isConditionalJump() && (opcode & 0xE) == 4) && taken == ((opcode & 1) == 0)) {
            Node previous = graph.nodes().get(at - 1);
            if (isOnlyFrom(at, at - 1)) {
                previous.encoding().ifPresent(compared -> equal(previous, compared, values));
            }
        }
        return values;
    }

    private boolean isOnlyFrom(int at, int previous) {
        return !graph.isTarget(at) && graph.nodes().get(previous).next().equals(List.of(at));
    }

    /** What a comparison that found equality says; nothing after it has changed a register. */
    private static void equal(Node node, Encoding code, int[] values) {
        int opcode = code.opcode();
        boolean prefixed = code.opcodeAt() > 0;
        if (prefixed || !node.cell().references().isEmpty()) {
            return;
        }
        int second = code.bytes().size() > 1 ? code.bytes().get(1) : 0;
        boolean register = second >= 0xC0;
        if (opcode == 0x3C || opcode == 0x3D) {
            put(values, 0, 1 + (opcode & 1), code.immediate());
        } else if (opcode == 0x80 && second >= 0xF8) {
            put(values, second & 7, 1, code.immediate());
        } else if (opcode == 0x83 && second >= 0xF8) {
            put(values, second & 7, 2, (byte) code.immediate() & 0xFFFF);
        } else if (opcode == 0x81 && second >= 0xF8) {
            put(values, second & 7, 2, code.immediate());
        } else if (List.of(0x84, 0x85, 0x08, 0x09, 0x20, 0x21).contains(opcode)
                && register
                && (second & 7) == (second >> 3 & 7)) {
            put(values, second & 7, 1 + (opcode & 1), 0);
        } else if (opcode >= 0x40 && opcode <= 0x4F) {
            put(values, opcode & 7, 2, 0);
        }
    }
}
