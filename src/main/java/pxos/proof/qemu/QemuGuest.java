package pxos.proof.qemu;

import java.util.Arrays;
import java.util.List;
import pxos.os.BiosMemory;
import pxos.os.MemoryMap;
import pxos.proof.DeviceState;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Guest;
import pxos.proof.Outcome;
import pxos.proof.StartState;
import pxos.scenario.Input;

/**
 * A guest in QEMU.
 *
 * <p>Two snapshots set it back: the boot sector loaded and not started, and the fresh prompt. What the BIOS does until the
 * first takes longer than most tests, and depends on nothing but the boot sector.
 */
final class QemuGuest extends MachineView {

    /** Names of snapshots. */
    private static final String BOOT_SECTOR = "boot-sector";

    private static final String PROMPT = "prompt";

    private final Snapshots snapshots;
    private final DriveKind drive;
    private final Wait wait;
    private final RestCondition rest;
    private final Keyboard keyboard;
    private final StartState start;
    private final GuestClock clock;
    private final GuestTime time;
    private final Devices devices;
    private long keptTicks;
    private final QemuEmulator owner;
    /** {@link #become} alone changes it. */
    private Power power = Power.OFF;

    /**
     * @param machine stands before its first instruction
     * @param owner takes the guest when it is closed
     */
    QemuGuest(QemuMachine machine, DriveKind drive, StartState start, Limits limits, QemuEmulator owner) {
        super(machine);
        this.snapshots = new Snapshots(machine);
        this.drive = drive;
        this.start = start;
        this.clock = new GuestClock(machine, start);
        this.time = new GuestTime(machine, clock, limits);
        this.wait = new Wait(machine, time, limits);
        this.rest = new RestCondition(machine);
        this.keyboard = new Keyboard(machine, wait, rest);
        this.devices = new Devices(machine);
        this.owner = owner;
    }

    /**
     * The only place that changes {@link #power}.
     *
     * @param how makes QEMU do what leads to the next state
     */
    private void become(Power next, Runnable how) {
        if (!power.next().contains(next)) {
            throw new IllegalStateException("a guest that is " + power + " cannot become " + next);
        }
        how.run();
        power = next;
    }

    @Override
    public Outcome powerOn() {
        if (power == Power.OFF) {
            Outcome bios = new BiosStart(machine, clock, wait).run(start);
            if (bios != Outcome.RUNNING) {
                return bios;
            }
            become(Power.AT_BOOT_SECTOR, () -> snapshots.save(BOOT_SECTOR));
        }
        machine.insert(machine.disk());
        // Right after the BIOS, too: loading makes QEMU forget the jump that it translated.
        become(Power.AT_BOOT_SECTOR, () -> snapshots.load(BOOT_SECTOR));
        clock.wasSetBack(0);
        return boot("the prompt after power-on");
    }

    @Override
    public Outcome powerCycle() {
        byte[] memory = machine.memory(BiosMemory.SURVIVING.first(), BiosMemory.SURVIVING.sizeBytes());
        byte[] bootSector = Arrays.copyOf(machine.diskNow(), MemoryMap.SECTOR_BYTES);
        become(Power.AT_BOOT_SECTOR, () -> snapshots.load(BOOT_SECTOR));
        machine.setMemory(BiosMemory.SURVIVING.first(), memory);
        // It may have rewritten itself.
        machine.setMemory(MemoryMap.IMAGE_BASE, bootSector);
        clock.set(clock.elapsed());
        return boot("the prompt after another start");
    }

    private Outcome boot(String awaited) {
        become(Power.RUNNING, this::goOn);
        return wait.until(awaited, () -> rest.check(false));
    }

    @Override
    public Outcome type(List<Input.KeyStroke> keys) {
        become(Power.RUNNING, () -> {});
        return keyboard.type(keys, true);
    }

    @Override
    public Outcome press(List<Input.KeyStroke> keys) {
        become(Power.RUNNING, () -> {});
        return keyboard.type(keys, false);
    }

    @Override
    public Outcome letPass(int ticks) {
        become(Power.RUNNING, () -> {});
        return time.letPass(ticks, () -> wait.settled("rest after a timer tick", () -> rest.check(false)));
    }

    @Override
    public void keepPrompt() {
        become(Power.AT_PROMPT, () -> snapshots.save(PROMPT));
        keptTicks = clock.elapsed();
    }

    @Override
    public void restorePrompt() {
        if (power != Power.AT_PROMPT) {
            become(Power.AT_PROMPT, () -> {
                snapshots.load(PROMPT);
                machine.insert(machine.disk());
                clock.wasSetBack(keptTicks);
                goOn();
            });
        }
    }

    /** Lets nothing go on until it is switched on again; returns whether that makes sense. */
    boolean pause() {
        if (power == Power.OFF) {
            return false;
        }
        become(Power.PAUSED, () -> machine.qmp().execute("stop"));
        return true;
    }

    private void goOn() {
        machine.qmp().execute("cont");
    }

    boolean bootsFrom(DriveKind kind) {
        return kind == drive;
    }

    /** Whether it boots such a disk as if QEMU had been started with it. */
    boolean boots(DiskImage disk, DriveKind kind) {
        // QEMU takes the geometry from the first sector when it starts (hw/block/hd-geometry.c). The BIOS reads no
        // other.
        return bootsFrom(kind) && disk.startsLike(machine.disk(), MemoryMap.SECTOR_BYTES);
    }

    @Override
    public Guest another(DiskImage disk) {
        return owner.guest(disk, drive);
    }

    @Override
    public void setMemory(int address, byte[] bytes) {
        become(Power.RUNNING, () -> machine.setMemory(address, bytes));
    }

    @Override
    public DeviceState devices() {
        become(Power.RUNNING, () -> {});
        return devices.read(clock);
    }

    @Override
    public void close() {
        owner.giveBack(this);
    }

    void end() {
        machine.close();
    }
}
