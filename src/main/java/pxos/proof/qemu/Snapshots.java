package pxos.proof.qemu;

import pxos.json.Json;

/** Snapshots of a machine: processor, memory and devices. What its disk holds, and what was written to it, stays. */
final class Snapshots {

    private final Machine machine;

    Snapshots(Machine machine) {
        this.machine = machine;
    }

    void save(String name) {
        change("savevm " + name);
    }

    /** Sets the machine back, which stands still then. */
    void load(String name) {
        machine.qmp().execute("stop");
        if (machine.wantsReset()) {
            // QEMU lets a machine that asked for a reset never run again without one.
            reset();
        }
        change("loadvm " + name);
    }

    private void change(String command) {
        machine.ports().watchNoMore();
        String answer = machine.qmp().monitor(command);
        if (!answer.isBlank()) {
            throw QemuTrouble.of("QEMU refused " + command + ": " + answer.strip(), null);
        }
        machine.trace().forget();
    }

    private void reset() {
        machine.qmp().forgetEvent("RESET");
        onReboot("reset");
        machine.qmp().execute("system_reset");
        machine.qmp().awaitEvent("RESET");
        onReboot("shutdown");
        machine.qmp().forgetEvent("SHUTDOWN");
    }

    /** @param action what QEMU does where the guest asks for a reset */
    private void onReboot(String action) {
        machine.qmp().execute("set-action", Json.object().put("reboot", action));
    }
}
