package pxos.proof.qemu;

import java.util.OptionalInt;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

/** Whether a machine has come to rest: it waits for a key, has halted for good, or asks for a reset. */
final class RestCondition {

    /** INT 16h, the keyboard services (Ralf Brown's Interrupt List). */
    private static final int KEYBOARD_SERVICES = 0x16;

    private static final int INT_OPCODE = 0xCD;
    private static final int SEARCHED_BYTES = 256;
    private static final int LOWEST_CODE = 0x500;
    private static final int HIGHEST_CODE = 0xA0000;

    private final Machine machine;

    RestCondition(Machine machine) {
        this.machine = machine;
    }

    /** @param typed whether scan codes can be on their way */
    Wait.Check check(boolean typed) {
        Wait.Check found = check();
        boolean waits = found.outcomeOrNull() != null && found.outcomeOrNull().rest() == Rest.WAITS_FOR_KEY;
        if (!typed || !waits) {
            return found;
        }
        // Once the keyboard's controller is empty, a guest that waits for a key has handled all of them.
        return scanCodeWaits() ? Wait.Check.notYet("the machine has not read all keys") : check();
    }

    private Wait.Check check() {
        if (machine.wantsReset()) {
            return Wait.Check.done(machine.trace().sawTripleFault() ? Outcome.tripleFault() : Outcome.at(Rest.RESET));
        }
        if (!isRead()) {
            return Wait.Check.notYet("the machine has not read all keys");
        }
        Registers registers = machine.registers();
        if (!registers.halted()) {
            return Wait.Check.notYet("the processor runs " + at(registers));
        }
        if (!registers.interruptsOn()) {
            return Wait.Check.done(Outcome.at(Rest.HALTED));
        }
        return registers.inBios() && biosCall(registers).orElse(-1) == KEYBOARD_SERVICES
                ? Wait.Check.done(Outcome.at(Rest.WAITS_FOR_KEY))
                : Wait.Check.asleep("the processor sleeps " + at(registers) + " outside the BIOS keyboard call");
    }

    /** Whether the guest has read every key that the BIOS holds for it. */
    private boolean isRead() {
        return machine.word(Keyboard.RING_HEAD) == machine.word(Keyboard.RING_TAIL);
    }

    /**
     * Whether the keyboard controller holds a scan code: bit 0 of its status port (Ralf Brown's port list, 0064h). QEMU
     * prints a line such as {@code portb[0x0064] = 0x1d}.
     */
    private boolean scanCodeWaits() {
        String printed = machine.qmp().monitor("i /1b 0x64").strip();
        return (Character.digit(printed.charAt(printed.length() - 1), 16) & 1) != 0;
    }

    private static String at(Registers registers) {
        return String.format(
                "at %04X:%04X", registers.place().cs(), registers.place().ip());
    }

    /**
     * The number of the BIOS service that runs: of the interrupt whose return address lies nearest to the top of the stack.
     *
     * <p>An INT instruction pushes flags, CS and the address behind its two bytes CD nn (Intel SDM, volume 2, INT n).
     */
    private OptionalInt biosCall(Registers registers) {
        for (int at = registers.stackAddress(); at < registers.stackAddress() + SEARCHED_BYTES - 4; at += 2) {
            int returnAddress = machine.word(at) + machine.word(at + 2) * 16;
            if (returnAddress >= LOWEST_CODE && returnAddress < HIGHEST_CODE) {
                int instruction = machine.word(returnAddress - 2);
                if ((instruction & 0xFF) == INT_OPCODE) {
                    return OptionalInt.of(instruction >> 8);
                }
            }
        }
        return OptionalInt.empty();
    }
}
