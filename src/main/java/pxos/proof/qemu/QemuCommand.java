package pxos.proof.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pxos.proof.DiskImage;
import pxos.proof.DiskTraits;
import pxos.proof.DriveKind;
import pxos.proof.StartState;

/** The command lines that QEMU is started with (QEMU 7.2 invocation reference). */
final class QemuCommand {

    /** Little memory makes snapshots fast; pxOS uses the first 640 KB. */
    private static final String RAM = "2M";
    /**
     * Below the BIOS and the VGA BIOS: everything that pxOS could execute. And the two entries of the BIOS at which a PC begins
     * (IBM PC Technical Reference, BIOS listing, RESET).
     */
    private static final String TRACED_ADDRESSES = "0x0..0xbffff,0xffff0+1,0xfe05b+1";

    /** What a guest could break out to: QEMU may not start programs or gain rights (QEMU, --help, -sandbox). */
    private static final String SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";

    /** GTK and SDL start programs of their own; QEMU 7.2 dies at once where they may not. */
    private static final String WINDOW_SANDBOX = "on,obsolete=deny,elevateprivileges=deny,resourcecontrol=deny";

    /** The drive that holds snapshots, and nothing else. */
    static final String SNAPSHOTS = "snapshots";

    private static final String HERE = "127.0.0.1";

    /** pxOS knows nothing of ACPI, and the BIOS starts a tenth sooner without its tables. */
    private static final String MACHINE = "pc,acpi=off";

    /**
     * Ports of this computer on which we wait for QEMU to connect, so that nobody else can command it. A stranger who
     * connects cannot make up what is seen: memory is a file in the guest's folder, and who answers on {@code devices} has
     * to write there.
     *
     * @param devices for QEMU's test protocol, which reads and writes the guest's ports and memory
     */
    record Ports(int monitor, int keyboard, int devices) {}

    private QemuCommand() {}

    /**
     * A guest without a window that stands before its first instruction. Its monitor, its keyboard and its devices connect to
     * {@code ports}, and its memory is the file ram in {@code folder}. It stops where it asks for a reset, so that it can
     * still be looked at.
     *
     * @param start its clock, which runs with the guest's time and stops with it
     * @param disk what is odd about the one in the file disk
     */
    static List<String> tested(Path qemu, Path folder, Ports ports, DriveKind drive, StartState start, DiskImage disk) {
        return command(
                qemu,
                SANDBOX,
                "-display",
                "none",
                "-vga",
                "none",
                "-device",
                "VGA,vgamem_mb=1",
                "-rtc",
                "base=" + start.clock() + ",clock=vm",
                "-object",
                "memory-backend-file,id=ram,share=on,size=" + RAM + ",mem-path=" + folder.resolve("ram"),
                "-machine",
                MACHINE + ",memory-backend=ram",
                "-action",
                "reboot=shutdown,shutdown=pause",
                "-d",
                "cpu_reset,in_asm",
                "-dfilter",
                TRACED_ADDRESSES,
                "-D",
                folder.resolve("trace").toString(),
                "-chardev",
                "socket,id=monitor,host=" + HERE + ",port=" + ports.monitor() + ",nodelay=on",
                "-mon",
                "chardev=monitor,mode=control",
                "-object",
                "input-barrier,id=keyboard,name=pxos,server=" + HERE + ",port=" + ports.keyboard(),
                "-qtest",
                "tcp:" + HERE + ":" + ports.devices() + ",nodelay=on",
                // Else it writes every command to its standard error.
                "-qtest-log",
                "none",
                "-drive",
                disk(folder, drive, disk),
                // Something that can hold snapshots, beside a disk that is write-protected.
                "-drive",
                "if=none,id=" + SNAPSHOTS + ",format=raw,snapshot=on,file=" + escaped(folder.resolve("errors")),
                "-S");
    }

    /**
     * The file disk stays ours: QEMU must not lock it, since it commits into it what the guest wrote. What fails at writing, or
     * keeps what is written, must stand in front of where that goes: then there is no overlay, and the file is written at once.
     */
    private static String disk(Path folder, DriveKind drive, DiskImage disk) {
        DiskTraits traits = disk.traits();
        StringBuilder command = new StringBuilder(kind(drive));
        if (traits.readOnly()) {
            command.append(",readonly=on");
        } else if (!isWrittenAtOnce(disk)) {
            command.append(",snapshot=on");
        }
        String file = "file";
        if (traits.logged()) {
            command.append("," + file + ".driver=blklogwrites");
            command.append(file(file + ".log", folder.resolve("writes")));
            file += ".file";
        }
        if (!traits.unreadable().isEmpty() || !traits.unwritable().isEmpty()) {
            command.append("," + file + ".driver=blkdebug," + file + ".config=" + escaped(folder.resolve("errors")));
            file += ".image";
        }
        return command + file(file, folder.resolve("disk"));
    }

    private static String file(String node, Path file) {
        return "," + node + ".driver=file," + node + ".filename=" + escaped(file) + "," + node + ".locking=off";
    }

    /** Whether what the guest writes goes into the file disk, and no snapshot of QEMU holds it. */
    static boolean isWrittenAtOnce(DiskImage disk) {
        return disk.traits().logged() || !disk.traits().unwritable().isEmpty();
    }

    /** A QEMU of little memory that has nothing but what {@code rest} gives it, and no network. */
    private static List<String> command(Path qemu, String sandbox, String... rest) {
        List<String> command = new ArrayList<>(List.of(qemu.toString(), "-sandbox", sandbox));
        command.addAll(List.of("-nodefaults", "-nic", "none", "-m", RAM));
        command.addAll(List.of(rest));
        return List.copyOf(command);
    }

    /** The same command for a QEMU that was built without a sandbox. */
    static List<String> withoutSandbox(List<String> command) {
        List<String> rest = new ArrayList<>(command);
        int sandbox = rest.indexOf("-sandbox");
        rest.subList(sandbox, sandbox + 2).clear();
        return rest;
    }

    /**
     * A guest for a person, in a window.
     *
     * @param writes whether what it writes goes to the disk
     */
    static List<String> interactive(Path qemu, Path disk, DriveKind drive, boolean writes) {
        return command(qemu, WINDOW_SANDBOX, "-vga", "std", "-drive", drive(disk.toString(), drive, writes));
    }

    /**
     * A guest for a person, without a window: its keyboard and its devices connect to two ports of this computer.
     *
     * @param writes whether what it writes goes to the disk
     */
    static List<String> live(Path qemu, Path folder, int keyboard, int devices, DriveKind drive, boolean writes) {
        return command(
                qemu,
                SANDBOX,
                "-display",
                "none",
                "-vga",
                "std",
                "-machine",
                MACHINE,
                "-object",
                "input-barrier,id=keyboard,name=pxos,server=" + HERE + ",port=" + keyboard,
                "-qtest",
                "tcp:" + HERE + ":" + devices + ",nodelay=on",
                "-qtest-log",
                "none",
                "-drive",
                drive(folder.resolve("disk").toString(), drive, writes));
    }

    /**
     * The file {@code errors} for QEMU's block driver blkdebug, in front of a disk that fails at some sectors (QEMU,
     * docs/devel/blkdebug.rst).
     */
    static String errors(DiskTraits traits) {
        return errors("read", traits.unreadable()) + errors("write", traits.unwritable());
    }

    private static String errors(String operation, Collection<Integer> sectors) {
        return sectors.stream()
                .map(sector -> "[inject-error]\nevent = \"none\"\niotype = \"" + operation
                        + "\"\nerrno = \"5\"\nsector = \"" + sector + "\"\n\n")
                .collect(Collectors.joining());
    }

    private static String drive(String disk, DriveKind drive, boolean writes) {
        return kind(drive) + (writes ? "" : ",snapshot=on") + ",file=" + escaped(disk);
    }

    private static String kind(DriveKind drive) {
        return "if=" + drive.name().toLowerCase(Locale.ROOT) + ",format=raw";
    }

    /** QEMU reads two commas as one that belongs to the file name. */
    private static String escaped(Object file) {
        return file.toString().replace(",", ",,");
    }
}
