package pxos.proof.pc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import pxos.os.TextScreen;
import pxos.os.disk.Floppy;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.Fault;
import pxos.proof.Guest;
import pxos.proof.Hardware;
import pxos.proof.Outcome;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.scenario.Input;
import pxos.scenario.Observation.PortWrite;
import pxos.scenario.Observation.Rest;

/** The machine in the JVM as an emulator; what it does not model ends as a failure of the emulator, never as a verdict. */
public final class PcEmulator implements Emulator {

    private static final long BUDGET = 20_000_000;

    @Override
    public Guest guest(DiskImage disk, DriveKind drive) {
        return new PcGuest(disk, drive);
    }

    @Override
    public void close() {
        // Nothing runs on its own.
    }

    /** One machine. */
    static final class PcGuest implements Guest {

        private final Pc pc;
        private Pc.Snapshot kept;
        private int watchedFrom;

        PcGuest(DiskImage disk, DriveKind drive) {
            // As in QEMU, whose floppy reports no error for a sector that cannot be read.
            boolean isFloppy =
                    drive == DriveKind.FLOPPY && disk.unreadableSectors().isEmpty();
            int number = isFloppy ? 0x00 : 0x80;
            Pc.Setup setup = new Pc.Setup(
                    number,
                    Level.NEWER,
                    StartState.DEFAULT.clock(),
                    StartState.DEFAULT.noise(),
                    Set.of(0x40, 0x41, 0x42, 0x43, 0x61));
            this.pc = new Pc(setup, bytes(disk), disk.unreadableSectors());
        }

        private static byte[] bytes(DiskImage disk) {
            return disk.bytes(0, Floppy.SIZE_BYTES);
        }

        Pc pc() {
            return pc;
        }

        @Override
        public Outcome powerOn() {
            pc.powerOn();
            return outcome(pc.run(BUDGET));
        }

        @Override
        public Outcome powerCycle() {
            pc.powerCycle();
            return outcome(pc.run(BUDGET));
        }

        /** A line at a time, so that it is known how many keys are left where the machine stops early. */
        @Override
        public Outcome type(List<Input.KeyStroke> keys) {
            Outcome outcome = keys.isEmpty() ? outcome(pc.run(BUDGET)) : Outcome.at(Rest.WAITS_FOR_KEY);
            List<Input.KeyStroke> line = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                line.add(keys.get(i));
                if (keys.get(i).isEnter() || i == keys.size() - 1) {
                    outcome = outcome(pc.type(line, BUDGET));
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
            return goesOn(type(keys));
        }

        /** A program that has no rest is for QEMU. */
        private static Outcome goesOn(Outcome outcome) {
            return outcome.rest() == Rest.NEVER
                    ? Outcome.failed(Fault.Kind.EMULATOR_ENDED, "not modelled: a program that runs on")
                    : outcome;
        }

        @Override
        public Outcome letPass(int ticks) {
            return goesOn(outcome(pc.run(BUDGET, StartState.TICK.multipliedBy(ticks))));
        }

        private static Outcome outcome(Stop stop) {
            return switch (stop.kind()) {
                case WAITS_FOR_KEY -> Outcome.at(Rest.WAITS_FOR_KEY);
                case HALTED -> Outcome.at(Rest.HALTED);
                case RESET, TRIPLE_FAULT -> Outcome.at(Rest.RESET);
                case SPINS -> Outcome.failed(Fault.Kind.SPIN, stop.detail());
                case SLEEPS -> Outcome.failed(Fault.Kind.TIMEOUT, stop.detail());
                case NOT_MODELLED -> Outcome.failed(Fault.Kind.EMULATOR_ENDED, "not modelled: " + stop.detail());
            };
        }

        @Override
        public void keepPrompt() {
            kept = pc.save();
        }

        @Override
        public void restorePrompt() {
            kept.restore();
            watchedFrom = 0;
        }

        @Override
        public void insert(DiskImage disk) {
            pc.insert(bytes(disk));
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
        public long highestByteWritten() {
            Set<Integer> sectors = pc.writtenSectors();
            return sectors.isEmpty() ? 0 : (Collections.max(sectors) + 1L) * Floppy.SECTOR_BYTES;
        }

        /** Of its devices, none keeps what it is set to. */
        @Override
        public Hardware hardware() {
            return Hardware.NONE;
        }

        @Override
        public void watchPorts() {
            watchedFrom = pc.portWrites().size();
        }

        @Override
        public List<PortWrite> portWrites() {
            List<Pc.PortWrite> all = pc.portWrites();
            return all.subList(Math.min(watchedFrom, all.size()), all.size()).stream()
                    .map(write -> new PortWrite(write.port(), write.value()))
                    .toList();
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
        public OptionalInt firstBeyond386() {
            return OptionalInt.empty();
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
}
