package pxos.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/**
 * Sees how the handlers of a change come back: with the stack where it was, DS, ES and SS 0, the direction
 * flag clear, and interrupts on.
 *
 * <p>The loop of pxOS sets all of this right before the next line. So a few bytes are put into memory that pxOS leaves free,
 * and each node of the change leads there; they call its handler, and note what it comes back with:
 *
 * <pre>
 *   0510  entered, returned, flags, DS, ES, SS, and the flags that were clear: a word each, from the flags on the OR of
 *         all that were seen
 *   051E  for each handler: inc word [entered] / call HANDLER / jmp note
 *   ....  note: adds what it sees to the words; changes no register and no flag; ret
 * </pre>
 */
final class HandlerWatch {

    private static final int ENTERED = 0x510;
    private static final int RETURNED = ENTERED + 2;
    private static final int FLAGS = ENTERED + 4;
    private static final int SEGMENTS = ENTERED + 6;
    private static final int CLEAR_FLAGS = ENTERED + 12;
    private static final int STUBS = ENTERED + 14;
    private static final int STUB_BYTES = 11;
    private static final int MOST_HANDLERS = 12;
    /** Nothing else of pxOS is executed here. */
    static final AddressRange CODE = new AddressRange(STUBS, MemoryMap.INPUT_LINE - 1);

    private static final int HANDLER_OFFSET = 2;
    private static final int TRAP_FLAG = 0x100;
    private static final int INTERRUPT_FLAG = 0x200;
    private static final int DIRECTION_FLAG = 0x400;
    private static final List<String> NAMES = List.of("DS", "ES", "SS");
    /** The forms of MOV AX with DS, ES and SS (Intel SDM, volume 2, MOV). */
    private static final List<Integer> MOV_AX = List.of(0xD8, 0xC0, 0xD0);

    private final Guest guest;
    private final List<Integer> nodes;
    private final byte[] stubs;

    /** @param fresh how the guest stood at its kept prompt */
    HandlerWatch(Guest guest, FreshPrompt fresh, Change change) {
        this.guest = guest;
        this.nodes = Stream.of(Vector.COMMANDS, Vector.ON_KEY, Vector.ON_LINE)
                .flatMap(list -> fresh.nodes(list).stream())
                .filter(change::owns)
                .limit(MOST_HANDLERS)
                .toList();
        this.stubs = stubs(
                nodes.stream().map(node -> fresh.word(node + HANDLER_OFFSET)).toList());
    }

    private static byte[] stubs(List<Integer> handlers) {
        ByteBuffer code = ByteBuffer.allocate(CODE.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int note = handlers.size() * STUB_BYTES;
        for (int handler : handlers) {
            increment(code, ENTERED);
            code.put((byte) 0xE8).putShort((short) (handler - (STUBS + code.position() + 2)));
            code.put((byte) 0xE9).putShort((short) (note - (code.position() + 2)));
        }
        // pushf / push ax / push bp / mov bp, sp / mov ax, [bp+4]
        code.put(new byte[] {(byte) 0x9C, 0x50, 0x55, (byte) 0x89, (byte) 0xE5, (byte) 0x8B, 0x46, 4});
        or(code, FLAGS);
        // not ax
        code.put(new byte[] {(byte) 0xF7, (byte) 0xD0});
        or(code, CLEAR_FLAGS);
        for (int i = 0; i < NAMES.size(); i++) {
            code.put((byte) 0x8C).put(MOV_AX.get(i).byteValue());
            or(code, SEGMENTS + 2 * i);
        }
        increment(code, RETURNED);
        // pop bp / pop ax / popf / ret
        code.put(new byte[] {0x5D, 0x58, (byte) 0x9D, (byte) 0xC3});
        return code.array();
    }

    /** {@code inc word [cs:address]}. */
    private static void increment(ByteBuffer code, int address) {
        code.put(new byte[] {0x2E, (byte) 0xFF, 0x06}).putShort((short) address);
    }

    /** {@code or [cs:address], ax}. */
    private static void or(ByteBuffer code, int address) {
        code.put(new byte[] {0x2E, 0x09, 0x06}).putShort((short) address);
    }

    /** Begins, at the fresh prompt. Restoring the prompt ends it. */
    void begin() {
        if (nodes.isEmpty()) {
            return;
        }
        guest.setMemory(ENTERED, new byte[STUBS - ENTERED]);
        guest.setMemory(STUBS, stubs);
        for (int i = 0; i < nodes.size(); i++) {
            guest.setMemory(nodes.get(i) + HANDLER_OFFSET, word(STUBS + i * STUB_BYTES));
        }
    }

    /** What was wrong so far, at a prompt; empty as well where pxOS has started again since, or unlinked a handler. */
    Optional<Fault> fault() {
        for (int i = 0; i < nodes.size(); i++) {
            if (read(nodes.get(i) + HANDLER_OFFSET) != STUBS + i * STUB_BYTES) {
                return Optional.empty();
            }
        }
        return nodes.isEmpty() ? Optional.empty() : registers().or(this::stack);
    }

    private Optional<Fault> registers() {
        for (int i = 0; i < NAMES.size(); i++) {
            if (read(SEGMENTS + 2 * i) != 0) {
                return wrong(String.format("%s is not 0 then (%04X)", NAMES.get(i), read(SEGMENTS + 2 * i)));
            }
        }
        if ((read(FLAGS) & DIRECTION_FLAG) != 0) {
            return wrong("the direction flag is set then; a cld is missing");
        }
        if ((read(CLEAR_FLAGS) & INTERRUPT_FLAG) != 0) {
            return wrong("interrupts are off then, and the next hlt never ends; a sti is missing");
        }
        return (read(FLAGS) & TRAP_FLAG) == 0 ? Optional.empty() : wrong("the trap flag is set then");
    }

    /** What goes to the prompt by its service need not come back. */
    private Optional<Fault> stack() {
        return read(ENTERED) == read(RETURNED)
                        || guest.firstExecuted(address -> address == MemoryMap.PROMPT_SERVICE)
                                .isPresent()
                ? Optional.empty()
                : wrong("it did not come back to where it was called: SP differs; is a push or a pop missing?");
    }

    private static Optional<Fault> wrong(String how) {
        return Optional.of(new Fault(
                Fault.Kind.REGISTERS,
                "a handler of the feature ends with its ret, DS = ES = SS = 0, the direction flag clear and interrupts on; "
                        + how));
    }

    private int read(int address) {
        return ByteBuffer.wrap(guest.memory(address, 2))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort()
                & 0xFFFF;
    }

    private static byte[] word(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }
}
