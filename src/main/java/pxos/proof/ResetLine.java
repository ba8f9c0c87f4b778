package pxos.proof;

import pxos.json.Json;
import pxos.os.MemoryMap;

/** The reset line of a guest that stops where it asks for a reset, so that it can be looked at before it has it. */
final class ResetLine {

    private final Machine machine;
    private final Patience patience;

    ResetLine(Machine machine, Patience patience) {
        this.machine = machine;
        this.patience = patience;
    }

    /** Resets the processor of a machine that stands still, and goes on standing still. */
    void pulse() {
        machine.qmp().forgetEvent("RESET");
        onReboot("reset");
        machine.qmp().execute("system_reset");
        patience.await(
                "the reset that was asked for",
                () -> machine.qmp().sawEvent("RESET")
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("QEMU has not reported it"));
        onReboot("shutdown");
        machine.qmp().forgetEvent("SHUTDOWN");
    }

    /**
     * Resets the machine and lets the BIOS start the boot sector.
     *
     * <p>QEMU leaves the BIOS's copy of itself in RAM on a reset, so that SeaBIOS finds that it has run before, puts
     * its original back and resets again, more than once (SeaBIOS, qemu_prep_reset).
     */
    void pulseAndBoot() {
        machine.qmp().execute("stop");
        pulse();
        machine.trace().forget();
        onReboot("reset");
        machine.qmp().execute("cont");
        patience.await(
                "the start of the boot sector",
                () -> machine.trace().sawAddress(MemoryMap.IMAGE_BASE)
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("the BIOS still runs"));
        onReboot("shutdown");
        // The BIOS resets by a triple fault among other means; that is not the fault of pxOS.
        machine.trace().forgetBefore(MemoryMap.IMAGE_BASE);
    }

    /** @param action what QEMU does where the guest asks for a reset */
    private void onReboot(String action) {
        machine.qmp().execute("set-action", Json.object().put("reboot", action));
    }
}
