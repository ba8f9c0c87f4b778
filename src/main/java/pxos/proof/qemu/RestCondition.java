package pxos.proof.qemu;

import java.util.OptionalInt;
import pxos.os.BiosMemory;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

/** Whether a machine has come to rest: it waits for a key, has halted for good, or asks for a reset. */
final class RestCondition {

    /** INT 16h, the keyboard services (Ralf Brown's Interrupt List). */
    private static final int KEYBOARD_SERVICES = 0x16;

    private static final int KEYBOARD_STATUS = 0x64;
    private static final int INT_OPCODE = 0xCD;
    private static final String KEYS_LEFT = "the machine has not read all keys";
    private static final int SEARCHED_BYTES = 256;
    private static final int LOWEST_CODE = 0x500;
    private static final int HIGHEST_CODE = 0xA0000;

    private final QemuMachine machine;

    RestCondition(QemuMachine machine) {
        this.machine = machine;
    }

    /** @param typed whether scan codes can be on their way */
    Wait.Check check(boolean typed) {
        if (machine.wantsReset()) {
            // The BIOS resets the machine by a triple fault where it is entered a second time.
            boolean fault = machine.trace().sawTripleFault() && !machine.trace().enteredResetVector();
            return Wait.Check.done(fault ? Outcome.tripleFault() : Outcome.at(Rest.RESET));
        }
        if (!machine.processor().maySleep()) {
            return Wait.Check.notYet("the processor runs");
        }
        // In this order: a guest that sleeps once the keyboard's controller was empty has seen all scan codes.
        boolean scanCodeWaits = typed && scanCodeWaits();
        Wait.Check found = atRest();
        boolean waits = found.outcomeOrNull() != null && found.outcomeOrNull().rest() == Rest.WAITS_FOR_KEY;
        // Where its keyboard's interrupt is masked, it sleeps for good.
        return scanCodeWaits && (waits || found.doing() == Wait.Doing.SLEEPS) ? Wait.Check.inBios(KEYS_LEFT) : found;
    }

    private Wait.Check atRest() {
        Registers registers = machine.registers();
        boolean isRead = isRead();
        if (!registers.halted()) {
            return Wait.Check.notYet(isRead ? "the processor runs " + at(registers) : KEYS_LEFT);
        }
        if (!registers.interruptsOn()) {
            return Wait.Check.done(Outcome.at(Rest.HALTED));
        }
        if (!registers.inBios()) {
            return Wait.Check.asleep("the processor sleeps " + at(registers) + " outside the BIOS keyboard call");
        }
        if (biosCall(registers).orElse(-1) != KEYBOARD_SERVICES) {
            return Wait.Check.inBios("the BIOS sleeps " + at(registers) + " outside its keyboard call");
        }
        return isRead ? Wait.Check.done(Outcome.at(Rest.WAITS_FOR_KEY)) : Wait.Check.notYet(KEYS_LEFT);
    }

    /** Whether the guest has read every key that the BIOS holds for it. */
    private boolean isRead() {
        return machine.word(BiosMemory.KEYBOARD_HEAD) == machine.word(BiosMemory.KEYBOARD_TAIL);
    }

    /** Whether the keyboard controller holds a scan code: bit 0 of its status port (Ralf Brown's port list, 0064h). */
    private boolean scanCodeWaits() {
        return (machine.ports().in(KEYBOARD_STATUS) & 1) != 0;
    }

    private static String at(Registers registers) {
        return String.format(
                "at %04X:%04X", registers.place().cs(), registers.place().ip());
    }

    /**
     * The number of the BIOS service that runs: of the interrupt whose return address lies nearest to the top of the stack.
     *
     * <p>An INT instruction pushes flags, CS and the address after its two bytes CD nn (Intel SDM, volume 2, INT n).
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
