package pxos.qemu;

import java.util.List;
import pxos.scenario.Rest;

/** Looks whether a machine has come to rest: it waits for a key, has halted for good, or asks for a reset. */
final class RestLook {

    private static final String REGISTERS = "info registers";

    private final Machine machine;

    RestLook(Machine machine) {
        this.machine = machine;
    }

    /** @param typed whether scan codes can be on their way */
    Patience.Look<Rest> look(boolean typed) {
        if (machine.qmp().sawEvent("SHUTDOWN")) {
            return Patience.Look.found(Rest.RESET);
        }
        if (!Keyboard.isRead(machine)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        if (machine.isBusy()) {
            return Patience.Look.notYet(() -> runsAt(machine.registers()));
        }
        // The order counts: once the controller is empty, a halted processor has served every key.
        List<String> printed = machine.qmp().monitor(typed ? List.of(Keyboard.STATUS, REGISTERS) : List.of(REGISTERS));
        boolean scanCodeWaits = typed && Keyboard.scanCodeWaits(printed.get(0));
        Registers registers = Registers.parse(printed.get(printed.size() - 1));
        if (!registers.halted()) {
            return Patience.Look.notYet(() -> runsAt(registers));
        }
        if (!registers.interruptsOn()) {
            return Patience.Look.found(Rest.HALTED);
        }
        if (!registers.inBios() || BiosCall.inProgress(machine, registers) != BiosCall.KEYBOARD) {
            return Patience.Look.asleep(() -> String.format(
                    "the processor sleeps at %04X:%04X outside the BIOS keyboard call",
                    registers.cs(), registers.ip()));
        }
        if (scanCodeWaits || !Keyboard.isRead(machine)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        return Patience.Look.found(Rest.WAITS_FOR_KEY);
    }

    private static String runsAt(Registers registers) {
        return String.format("the processor runs at %04X:%04X", registers.cs(), registers.ip());
    }
}
