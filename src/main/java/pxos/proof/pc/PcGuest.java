package pxos.proof.pc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import pxos.os.TextScreen;
import pxos.os.disk.Floppy;
import pxos.os.disk.SectorWrite;
import pxos.proof.DeviceState;
import pxos.proof.DiskImage;
import pxos.proof.DiskTraits;
import pxos.proof.DriveKind;
import pxos.proof.Guest;
import pxos.proof.Outcome;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.scenario.Input;
import pxos.scenario.Observation.PortWrite;
import pxos.scenario.Observation.Rest;

/** A machine in the JVM that pxOS boots on. */
public final class PcGuest implements Guest {

    /** Instructions until the next rest, unless somebody knows better. */
    private static final long BUDGET = 20_000_000;

    private static final Set<Integer> TIMER_AND_SPEAKER = Set.of(0x40, 0x41, 0x42, 0x43, 0x61);

    private final Pc pc;
    private final DriveKind drive;
    private final StartState start;
    private List<Patch> patches = List.of();
    private DiskImage disk;
    private final BitSet covered = new BitSet();
    private long budget = BUDGET;
    private Pc.Snapshot kept;
    private int watchedFrom;

    PcGuest(DiskImage disk, DriveKind drive, StartState start) {
        // As in QEMU, whose floppy reports no error for a sector that cannot be read.
        DiskTraits traits = disk.traits();
        boolean isFloppy = traits.readOnly()
                || drive == DriveKind.FLOPPY && traits.unreadable().isEmpty();
        int number = isFloppy ? 0x00 : 0x80;
        Pc.Setup setup = new Pc.Setup(number, Level.NEWER, start, TIMER_AND_SPEAKER);
        this.pc = new Pc(setup, disk.shared(), traits.unreadable());
        this.drive = drive;
        this.start = start;
        this.disk = disk;
        pc.refuseWriting(traits.unwritable(), traits.readOnly());
    }

    /** @param instructions after which a guest that has not come to rest is said to spin */
    public void limit(long instructions) {
        budget = instructions;
    }

    /** As {@link Pc#patch}. */
    public void patch(List<Patch> changes) {
        patches = List.copyOf(changes);
        pc.patch(changes);
    }

    /** Addresses at which an instruction was executed since the prompt was restored, resets included. */
    public BitSet covered() {
        covered.or(pc.executed());
        return (BitSet) covered.clone();
    }

    /** As {@link Pc#instructions}. */
    public long instructions() {
        return pc.instructions();
    }

    @Override
    public Outcome powerOn() {
        covered.clear();
        pc.powerOn();
        return pc.run(budget).outcome();
    }

    @Override
    public Outcome powerCycle() {
        covered.or(pc.executed());
        pc.powerCycle();
        return pc.run(budget).outcome();
    }

    @Override
    public Outcome type(List<Input.KeyStroke> keys) {
        return type(keys, false);
    }

    /** A line at a time, so that it is known how many keys are left where the machine stops early. */
    private Outcome type(List<Input.KeyStroke> keys, boolean settles) {
        Outcome outcome = keys.isEmpty() ? pc.run(budget).outcome() : Outcome.at(Rest.WAITS_FOR_KEY);
        List<Input.KeyStroke> line = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            line.add(keys.get(i));
            boolean isLast = i == keys.size() - 1;
            if (keys.get(i).isEnter() || isLast) {
                outcome = (settles && isLast ? pc.press(line, budget) : pc.type(line, budget)).outcome();
                line.clear();
                if (outcome.rest() != Rest.WAITS_FOR_KEY) {
                    int left = keys.size() - 1 - i;
                    return left == 0 ? outcome : outcome.before(left);
                }
            }
        }
        return outcome;
    }

    @Override
    public Outcome press(List<Input.KeyStroke> keys) {
        return Stop.goesOn(type(keys, true));
    }

    @Override
    public Outcome letPass(int ticks) {
        return Stop.goesOn(
                pc.settle(budget, StartState.TICK.multipliedBy(ticks)).outcome());
    }

    @Override
    public void keepPrompt() {
        kept = pc.save();
    }

    /** The moment of the last {@link #keepPrompt}. */
    public Pc.Snapshot prompt() {
        return kept;
    }

    /** Takes a moment of this guest for that of {@link #keepPrompt}. */
    public void keepPrompt(Pc.Snapshot moment) {
        kept = moment;
    }

    @Override
    public void restorePrompt() {
        covered.clear();
        watchedFrom = 0;
        kept.restore();
    }

    @Override
    public void insert(DiskImage disk) {
        pc.insert(disk.shared());
        this.disk = disk;
    }

    @Override
    public DiskImage inserted() {
        return disk;
    }

    @Override
    public byte[] diskNow() {
        byte[] bytes = disk.shared().clone();
        pc.writes().forEach(write -> write.into(bytes, Floppy.SECTOR_BYTES));
        return bytes;
    }

    @Override
    public Optional<List<SectorWrite>> diskWrites() {
        return Optional.of(pc.writes());
    }

    /** With the same patches. */
    @Override
    public Guest another(DiskImage other) {
        PcGuest guest = new PcGuest(other, drive, start);
        guest.limit(budget);
        guest.patch(patches);
        return guest;
    }

    @Override
    public TextScreen screen() {
        return pc.screen();
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return pc.memory(address, sizeBytes);
    }

    @Override
    public void setMemory(int address, byte[] bytes) {
        pc.setMemory(address, bytes);
    }

    @Override
    public long highestByteWritten() {
        int last = pc.writes().stream().mapToInt(SectorWrite::sector).max().orElse(-1);
        return (last + 1L) * Floppy.SECTOR_BYTES;
    }

    /** Of its devices, none keeps what it is set to. */
    @Override
    public DeviceState devices() {
        return DeviceState.NONE;
    }

    @Override
    public void watchPorts() {
        watchedFrom = pc.portWrites().size();
    }

    @Override
    public List<PortWrite> portWrites() {
        List<PortWrite> all = pc.portWrites();
        return all.subList(Math.min(watchedFrom, all.size()), all.size());
    }

    @Override
    public String registers() {
        return pc.registers();
    }

    @Override
    public Place place() {
        return new Place(pc.cs(), pc.ip(), pc.cs() * 16 + pc.ip());
    }

    @Override
    public OptionalInt firstExecuted(IntPredicate where) {
        return pc.executed().stream().filter(where).findFirst();
    }

    @Override
    public OptionalInt lastEntered() {
        return pc.lastEntered();
    }

    @Override
    public boolean isUndefined(int address) {
        return pc.isInvalid(address);
    }

    @Override
    public void close() {
        // Nothing is shared.
    }
}
