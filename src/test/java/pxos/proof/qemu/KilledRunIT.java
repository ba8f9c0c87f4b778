package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KilledRunIT {

    @Test
    void leavesNoQemuAndNoFolderBehindWhenTheRunIsKilled() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldGuest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(run.getInputStream()))) {
            String[] words = output.readLine().split(" ");
            ProcessHandle shell = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            ProcessHandle qemu = ProcessHandle.of(Long.parseLong(words[1])).orElseThrow();
            assertThat(qemu.isAlive()).isTrue();
            run.destroyForcibly().waitFor();
            qemu.onExit().get(20, TimeUnit.SECONDS);
            shell.onExit().get(20, TimeUnit.SECONDS);
            assertThat(Path.of(words[2])).doesNotExist();
        } finally {
            run.destroyForcibly();
        }
    }
}
