package pxos.proof;

import pxos.scenario.Rest;

/** Looks whether a machine has come to rest: it waits for a key, has halted for good, or asks for a reset. */
final class RestLook {

    private final Machine machine;
    private final MachineView view;
    private MachineView.Sight seen;

    RestLook(Machine machine, MachineView view) {
        this.machine = machine;
        this.view = view;
    }

    /** What the last look saw of the screen; null where it found out without asking. */
    MachineView.Sight seen() {
        return seen;
    }

    /** @param typed whether scan codes can be on their way */
    Patience.Look<Rest> look(boolean typed) {
        seen = null;
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
        MachineView.Glance glance = view.glance(typed);
        seen = glance.sight();
        Registers registers = glance.registers();
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
        if (glance.scanCodeWaits() || !Keyboard.isRead(machine)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        return Patience.Look.found(Rest.WAITS_FOR_KEY);
    }

    private static String runsAt(Registers registers) {
        return String.format("the processor runs at %04X:%04X", registers.cs(), registers.ip());
    }
}
