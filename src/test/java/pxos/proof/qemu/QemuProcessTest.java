package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.StartState;

class QemuProcessTest {

    @Test
    void standsAShellBetweenThatOutlivesNothing(@TempDir Path folder) throws Exception {
        List<String> seen = new ArrayList<>();
        try (QemuProcess process = QemuProcess.start(
                command -> {
                    seen.addAll(command);
                    return new ProcessBuilder(command);
                },
                folder.resolve("guest"),
                List.of("/bin/sleep", "1000"))) {
            assertThat(process.isRunning()).isTrue();
        }
        assertThat(seen)
                .containsExactly(
                        "/usr/bin/setsid",
                        "/bin/sh",
                        "-c",
                        QemuProcess.WATCHDOG,
                        "qemu-watchdog",
                        folder.resolve("guest").toString(),
                        "/usr/bin/setsid",
                        "/bin/sleep",
                        "1000");
    }

    /** A script that runs QEMU as a child, as some installations have one. */
    @Test
    void endsTheChildrenOfAScriptThatStandsForQemu(@TempDir Path folder) throws Exception {
        Path guest = Files.createDirectory(folder.resolve("guest"));
        ProcessHandle started;
        try (QemuProcess process = QemuProcess.start(
                ProcessBuilder::new, guest, List.of("/bin/sh", "-c", childNamedIn(folder.resolve("pid"))))) {
            process.launch();
            started = named(folder.resolve("pid"));
            assertThat(started.isAlive()).isTrue();
        }
        started.onExit().get(20, TimeUnit.SECONDS);
        assertThat(guest).doesNotExist();
    }

    /** What a terminal does, and a program that gives up on a whole process group. */
    @Test
    void outlivesWhatIsSentToTheGroupOfTheProgram(@TempDir Path folder) throws Exception {
        Path guest = Files.createDirectory(folder.resolve("guest"));
        String script = childNamedIn(folder.resolve("pid"));
        try (QemuProcess process = QemuProcess.start(ProcessBuilder::new, guest, List.of("/bin/sh", "-c", script))) {
            process.launch();
            ProcessHandle started = named(folder.resolve("pid"));
            List<String> groups = groups(started.pid(), ProcessHandle.current().pid());
            assertThat(groups.get(0)).isNotEqualTo(groups.get(1));
        }
    }

    private static String childNamedIn(Path fifo) throws Exception {
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        return "sh -c 'echo $$ > " + fifo + "; exec sleep 1000'; true";
    }

    private static ProcessHandle named(Path fifo) throws Exception {
        return ProcessHandle.of(Long.parseLong(Files.readString(fifo).strip())).orElseThrow();
    }

    /** The fifth field of {@code /proc/ID/stat} (proc(5)). */
    private static List<String> groups(long... ids) throws Exception {
        List<String> groups = new ArrayList<>();
        for (long id : ids) {
            String stat = Files.readString(Path.of("/proc", "" + id, "stat"));
            groups.add(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2]);
        }
        return groups;
    }

    @Test
    void endsTheProcessWhenClosed(@TempDir Path folder) throws Exception {
        Path guest = Files.createDirectory(folder.resolve("guest"));
        Path pid = folder.resolve("pid");
        new ProcessBuilder("mkfifo", pid.toString()).start().waitFor();
        ProcessHandle started;
        try (QemuProcess process = QemuProcess.start(
                ProcessBuilder::new, guest, List.of("/bin/sh", "-c", "echo $$ > " + pid + "; exec sleep 1000"))) {
            process.launch();
            assertThat(process.isRunning()).isTrue();
            started = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            assertThat(started.isAlive()).isTrue();
        }
        started.onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void removesTheFolderOfAProcessThatWasNeverLaunched(@TempDir Path folder) throws Exception {
        Path guest = folder.resolve("guest");
        QemuProcess process = QemuProcess.start(ProcessBuilder::new, guest, List.of("/bin/sleep", "1000"));
        Files.writeString(Files.createDirectory(guest).resolve("disk"), "x");
        process.close();
        assertThat(guest).doesNotExist();
    }

    @Test
    void keepsTheEndOfTheOutput(@TempDir Path folder) throws Exception {
        try (QemuProcess process = QemuProcess.start(
                ProcessBuilder::new, folder, List.of("/bin/sh", "-c", "yes | head -c 100000; echo broken >&2"))) {
            process.launch();
            Instant end = Instant.now().plusSeconds(20);
            while (process.isRunning() && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            assertThat(process.tail()).endsWith("broken").hasSizeLessThanOrEqualTo(4096);
            assertThat(process.isRunning()).isFalse();
        }
    }

    @Test
    void saysWhatCannotBeStarted(@TempDir Path folder) {
        assertThatThrownBy(() -> QemuProcess.start(
                        command -> new ProcessBuilder("/nowhere/sh"), folder, List.of("/usr/bin/qemu")))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("cannot start /usr/bin/qemu");
    }

    @Test
    void quotesTheOutputOfAQemuThatEndsAtOnceAndLeavesNoFolder() {
        List<Path> folders = new ArrayList<>();
        assertThatThrownBy(() -> MachineStart.start(
                        Path.of("/bin/false"),
                        DiskImage.ofBytes(new byte[1]),
                        DriveKind.IDE,
                        StartState.DEFAULT,
                        command -> {
                            folders.add(Path.of(command.get(command.indexOf("qemu-watchdog") + 1)));
                            return new ProcessBuilder("/bin/sh", "-c", "echo no such machine >&2");
                        },
                        Duration.ofSeconds(20)))
                .isInstanceOf(Problem.class)
                .hasMessage("QEMU did not start: it ended at once; no such machine");
        assertThat(folders).hasSize(1).allSatisfy(folder -> assertThat(folder).doesNotExist());
    }

    @Test
    void startsAQemuWithoutASandboxWhereItHasNone() {
        List<List<String>> commands = new ArrayList<>();
        assertThatThrownBy(() -> MachineStart.start(
                        Path.of("/bin/false"),
                        DiskImage.ofBytes(new byte[1]),
                        DriveKind.IDE,
                        StartState.DEFAULT,
                        command -> {
                            commands.add(command);
                            String says = command.contains("-sandbox")
                                    ? "-sandbox on: seccomp support is disabled"
                                    : "no such machine";
                            return new ProcessBuilder("/bin/sh", "-c", "echo " + says + " >&2");
                        },
                        Duration.ofSeconds(20)))
                .hasMessage("QEMU did not start: it ended at once; no such machine");
        assertThat(commands).hasSize(2);
        assertThat(commands.get(1)).doesNotContain("-sandbox").contains("-display");
    }
}
