package pxos.proof.qemu;

import pxos.os.MemoryMap;
import pxos.proof.DiskImage;
import pxos.proof.Outcome;
import pxos.proof.StartState;

/** Lets the BIOS load and start the boot sector: a jump to itself, which then gives way to the right one. */
final class BiosStart {

    /** JMP SHORT $ (Intel SDM, volume 2, JMP). */
    private static final byte[] JUMP_TO_ITSELF = {(byte) 0xEB, (byte) 0xFE};

    private final QemuMachine machine;
    private final GuestClock clock;
    private final Wait wait;
    private boolean timerStands;

    BiosStart(QemuMachine machine, GuestClock clock, Wait wait) {
        this.machine = machine;
        this.clock = clock;
        this.wait = wait;
    }

    /**
     * Starts a machine that was never started.
     *
     * @return RUNNING where it stands before the first instruction of the boot sector, with this time and memory
     */
    Outcome run(StartState start) {
        DiskImage disk = machine.disk();
        machine.insert(disk.startingWith(JUMP_TO_ITSELF));
        machine.qmp().execute("cont");
        Outcome outcome = wait.until("the boot sector", this::check);
        if (outcome == Outcome.RUNNING) {
            machine.insert(disk);
            machine.setMemory(MemoryMap.IMAGE_BASE, disk.bytes(0, JUMP_TO_ITSELF.length));
            FreeMemory.fill(machine, start);
            clock.set(0);
        }
        return outcome;
    }

    private Wait.Check check() {
        if (machine.trace()
                .firstExecuted(address -> address == MemoryMap.IMAGE_BASE)
                .isPresent()) {
            if (!timerStands) {
                clock.stopTimer();
                timerStands = true;
            }
            machine.qmp().execute("stop");
            boolean stands = machine.registers().place().address() == MemoryMap.IMAGE_BASE;
            if (stands && clock.heard() == GuestClock.Heard.YES) {
                return Wait.Check.done(Outcome.RUNNING);
            }
            // It handles an interrupt, such as the last one of its timer.
            machine.qmp().execute("cont");
        }
        return Wait.Check.notYet("the BIOS has not started it");
    }
}
