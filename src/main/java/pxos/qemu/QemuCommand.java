package pxos.qemu;

import java.nio.file.Path;
import java.util.List;

/** The command lines that QEMU is started with (QEMU 7.2 invocation reference). */
final class QemuCommand {

    /** Little memory makes snapshots fast; pxOS uses the first 640 KB. */
    private static final String RAM = "2M";
    /** Below the BIOS and the VGA BIOS: everything that pxOS could execute. */
    private static final String TRACED_ADDRESSES = "0x0..0xbffff";

    /** pxOS knows nothing of ACPI, and the BIOS starts a tenth sooner without its tables. */
    private static final String MACHINE = "pc,acpi=off";

    private QemuCommand() {}

    /**
     * A guest without a window that stands before its first instruction, whose monitor connects to {@code folder}/qmp,
     * its debugger's door to {@code folder}/gdb and its keyboard to {@code keyboardPort} of this computer, whose memory is
     * the file ram, and which stops instead of resetting so that it can still be looked at.
     *
     * @param withErrors whether some of the disk's sectors cannot be read
     */
    static List<String> tested(Path qemu, Path folder, int keyboardPort, DriveKind drive, boolean withErrors) {
        return List.of(
                qemu.toString(),
                "-display",
                "none",
                "-nodefaults",
                "-nic",
                "none",
                "-vga",
                "none",
                "-device",
                "VGA,vgamem_mb=1",
                "-m",
                RAM,
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
                "socket,id=monitor,path=" + folder.resolve("qmp"),
                "-mon",
                "chardev=monitor,mode=control",
                "-chardev",
                "socket,id=debugger,path=" + folder.resolve("gdb"),
                "-gdb",
                "chardev:debugger",
                "-object",
                "input-barrier,id=keyboard,name=pxos,server=127.0.0.1,port=" + keyboardPort,
                "-drive",
                drive(
                        withErrors
                                ? Blkdebug.file(folder)
                                : folder.resolve("disk").toString(),
                        drive),
                "-S");
    }

    /** A guest for a person: in a window, or in the terminal with {@code curses}. */
    static List<String> interactive(Path qemu, Path disk, DriveKind drive, boolean curses) {
        List<String> display = curses ? List.of("-display", "curses") : List.of();
        return java.util.stream.Stream.of(
                        List.of(qemu.toString(), "-nodefaults", "-nic", "none", "-vga", "std", "-m", RAM),
                        display,
                        List.of("-drive", drive(disk.toString(), drive)))
                .flatMap(List::stream)
                .toList();
    }

    private static String drive(String disk, DriveKind drive) {
        // QEMU reads two commas as one that belongs to the file name.
        return "if=" + drive.interfaceName() + ",format=raw,snapshot=on,file=" + disk.replace(",", ",,");
    }
}
