package pxos.proof.qemu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import pxos.os.TextScreen;
import pxos.os.disk.SectorWrite;
import pxos.proof.DiskImage;
import pxos.proof.Guest;
import pxos.scenario.Observation.PortWrite;

/** What can be seen of a guest in QEMU, and the disk that is put into it: all that asks nothing about its power. */
abstract class MachineView implements Guest {

    final QemuMachine machine;

    MachineView(QemuMachine machine) {
        this.machine = machine;
    }

    @Override
    public void insert(DiskImage disk) {
        machine.insert(disk);
    }

    @Override
    public DiskImage inserted() {
        return machine.disk();
    }

    @Override
    public byte[] diskNow() {
        return machine.diskNow();
    }

    @Override
    public Optional<List<SectorWrite>> diskWrites() {
        return machine.diskWrites();
    }

    @Override
    public TextScreen screen() {
        return machine.screen();
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return machine.memory(address, sizeBytes);
    }

    @Override
    public long highestByteWritten() {
        return machine.highestByteWritten();
    }

    @Override
    public void watchPorts() {
        machine.ports().watch();
    }

    @Override
    public List<PortWrite> portWrites() {
        return machine.ports().writes();
    }

    @Override
    public String registers() {
        return machine.registers().text();
    }

    @Override
    public Place place() {
        return machine.registers().place();
    }

    @Override
    public OptionalInt firstExecuted(IntPredicate where) {
        return machine.trace().firstExecuted(where);
    }

    @Override
    public OptionalInt firstBeyond386() {
        return machine.trace().firstBeyond386();
    }

    @Override
    public OptionalInt lastEntered() {
        return machine.trace().lastBlock();
    }

    @Override
    public boolean isUndefined(int address) {
        return machine.trace().isUndefined(address);
    }
}
