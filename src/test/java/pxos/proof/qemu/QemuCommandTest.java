package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.proof.DiskImage;
import pxos.proof.DiskTraits;
import pxos.proof.DriveKind;
import pxos.proof.StartState;

class QemuCommandTest {

    @Test
    void startsATestedGuestWithTheseArguments() {
        assertThat(QemuCommand.tested(
                        Path.of("/q"),
                        Path.of("/t"),
                        new QemuCommand.Ports(1, 2, 3),
                        DriveKind.FLOPPY,
                        StartState.DEFAULT,
                        DiskImage.ofBytes(new byte[0])))
                .containsExactly(
                        "/q",
                        "-sandbox",
                        "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
                        "-nodefaults",
                        "-nic",
                        "none",
                        "-m",
                        "2M",
                        "-display",
                        "none",
                        "-vga",
                        "none",
                        "-device",
                        "VGA,vgamem_mb=1",
                        "-rtc",
                        "base=2026-12-29T17:48:36,clock=vm",
                        "-object",
                        "memory-backend-file,id=ram,share=on,size=2M,mem-path=/t/ram",
                        "-machine",
                        "pc,acpi=off,memory-backend=ram",
                        "-action",
                        "reboot=shutdown,shutdown=pause",
                        "-d",
                        "cpu_reset,in_asm",
                        "-dfilter",
                        "0x0..0xbffff,0xffff0+1,0xfe05b+1",
                        "-D",
                        "/t/trace",
                        "-chardev",
                        "socket,id=monitor,host=127.0.0.1,port=1,nodelay=on",
                        "-mon",
                        "chardev=monitor,mode=control",
                        "-object",
                        "input-barrier,id=keyboard,name=pxos,server=127.0.0.1,port=2",
                        "-qtest",
                        "tcp:127.0.0.1:3,nodelay=on",
                        "-qtest-log",
                        "none",
                        "-drive",
                        "if=floppy,format=raw,snapshot=on,file.driver=file,file.filename=/t/disk,file.locking=off",
                        "-drive",
                        "if=none,id=snapshots,format=raw,snapshot=on,file=/t/errors",
                        "-S");
    }

    @Test
    void opensAWindowForAPerson() {
        List<List<String>> commands = new ArrayList<>();
        BootWindow window = new BootWindow(Path.of("/q"), command -> {
            commands.add(command);
            return new ProcessBuilder("/bin/sh", "-c", "echo no display >&2; exit 3");
        });
        assertThat(window.run(DiskImage.ofBytes(new byte[1]), DriveKind.IDE, null))
                .isEqualTo(new BootWindow.Ended(3, "no display"));
        assertThat(commands.get(0)).containsSequence("/q", "-nodefaults").doesNotContain("-display");
        assertThat(commands.get(0)).as("it does not outlive the program").contains(QemuProcess.WATCHDOG);
        assertThat(last(commands.get(0))).matches("if=ide,format=raw,snapshot=on,file=.*pxos.*img");
    }

    @Test
    void aWindowStandsInTheSandboxOfAQemuThatHasOne(@TempDir Path folder) throws Exception {
        Path qemu = Files.writeString(folder.resolve("qemu"), "#!/bin/sh\necho '-sandbox on[,obsolete=allow|deny]'\n");
        assertThat(qemu.toFile().setExecutable(true)).isTrue();
        List<List<String>> commands = new ArrayList<>();
        new BootWindow(qemu, command -> {
                    commands.add(command);
                    return new ProcessBuilder("/bin/true");
                })
                .run(DiskImage.ofBytes(new byte[1]), DriveKind.IDE, null);
        assertThat(commands.get(0))
                .containsSequence("-sandbox", "on,obsolete=deny,elevateprivileges=deny,resourcecontrol=deny");
    }

    @Test
    void opensNoWindowWithoutADisplay() {
        assertThat(BootWindow.canOpen(Path.of("/bin/false"), java.util.Map.of("DISPLAY", ":0")))
                .as("a QEMU without a window")
                .isFalse();
        assertThat(BootWindow.canOpen(Path.of("/bin/false"), java.util.Map.of()))
                .isFalse();
    }

    @Test
    void putsADriverThatFailsInFrontOfADiskWithUnreadableSectors() {
        assertThat(QemuCommand.tested(
                        Path.of("/q"),
                        Path.of("/t"),
                        new QemuCommand.Ports(1, 2, 3),
                        DriveKind.IDE,
                        StartState.DEFAULT,
                        DiskImage.ofBytes(new byte[0]).with(DiskTraits.NONE.unreadable(Set.of(36)))))
                .contains("if=ide,format=raw,snapshot=on,file.driver=blkdebug,file.config=/t/errors"
                        + ",file.image.driver=file,file.image.filename=/t/disk,file.image.locking=off");
        assertThat(QemuCommand.errors(new DiskTraits(Set.of(36), Set.of(40), false, false)))
                .isEqualTo("""
                        [inject-error]
                        event = "none"
                        iotype = "read"
                        errno = "5"
                        sector = "36"

                        [inject-error]
                        event = "none"
                        iotype = "write"
                        errno = "5"
                        sector = "40"

                        """);
    }

    @Test
    void writesACommaInAFileNameTwice() {
        assertThat(last(QemuCommand.interactive(Path.of("q"), Path.of("/a,b"), DriveKind.IDE, false)))
                .endsWith("file=/a,,b");
    }

    @Test
    void saysWhatToInstallWhereThereIsNoQemu() {
        assertThatThrownBy(() -> QemuBinary.locate(Map.of("PATH", "/nowhere:")))
                .isInstanceOf(Problem.class)
                .hasMessage("QEMU is not installed (qemu-system-i386 and qemu-system-x86_64 are not on PATH); "
                        + "install it with: apt-get install qemu-system-x86 (macOS: brew install qemu), "
                        + "or name it in PXOS_QEMU");
        assertThatThrownBy(() -> QemuBinary.locate(Map.of("PXOS_QEMU", "/nowhere/qemu")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("PXOS_QEMU names /nowhere/qemu, which cannot be executed");
    }

    @Test
    void prefersTheNamedQemuThenTheSmallerOne(@TempDir Path folder) throws IOException {
        Path small = executable(folder.resolve("b"), "qemu-system-i386");
        executable(folder.resolve("a"), "qemu-system-x86_64");
        String path = folder.resolve("a") + ":" + folder.resolve("b");
        assertThat(QemuBinary.locate(Map.of("PATH", path))).isEqualTo(small);
        assertThat(QemuBinary.locate(Map.of("PATH", path, "PXOS_QEMU", "/bin/sh")))
                .isEqualTo(Path.of("/bin/sh"));
    }

    private static String last(List<String> command) {
        return command.get(command.size() - 1);
    }

    private static Path executable(Path folder, String name) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
