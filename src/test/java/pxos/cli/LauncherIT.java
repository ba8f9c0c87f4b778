package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.lm.StandInServer;

/** The jar, started as people start it, with and without a class-data archive beside it. */
class LauncherIT {

    private static final Path BUILT = Path.of("target", "pxos-orchestrator.jar");
    /** What {@code -showversion} prints, which only the options of the archive ask for. */
    private static final String SHOWN = "Runtime Environment";

    @TempDir
    private Path folder;

    private Path jar;
    private Path archive;
    private Path options;

    @BeforeEach
    void putTogether() throws Exception {
        jar = Files.copy(
                BUILT, Files.createDirectory(folder.resolve("a folder")).resolve("pxos.jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java")
                .toRealPath()
                .toString();
        // Java goes on without an archive that is none.
        archive = Files.writeString(jar.resolveSibling("archive" + java.replace('/', '-') + ".jsa"), "none");
        options = Files.writeString(
                jar.resolveSibling("archive" + java.replace('/', '-') + ".options"),
                "-showversion\n-Xshare:auto\n-Xlog:disable\n");
    }

    @Test
    void theProgramRunsWithTheOptionsOfTheArchive() throws Exception {
        Cli.Result result = run("--goal", "two words", "--candidates", "many");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(SHOWN).contains("'many' is not an int");
        assertThat(run("--version").out()).startsWith("pxOS Orchestrator ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no archive", "an empty archive", "an archive of another jar", "no options"})
    void theJarAloneIsEnough(String state) throws Exception {
        switch (state) {
            case "no archive" -> Files.delete(archive);
            case "an empty archive" -> Files.writeString(archive, "");
            case "no options" -> Files.delete(options);
            default -> Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        }

        Cli.Result result = run("--goal", "two words", "--candidates", "many");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).doesNotContain(SHOWN).contains("'many' is not an int");
    }

    @Test
    void anInterruptEndsTheProgramToo() throws Exception {
        whileAModelIsAsked((launcher, program) -> {
            new ProcessBuilder("kill", "-INT", String.valueOf(launcher.pid()))
                    .start()
                    .waitFor();

            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
            assertThat(launcher.exitValue()).isEqualTo(130);
            assertThat(program.isAlive()).as("the program runs").isFalse();
            assertThat(RunResults.read(Files.readString(folder.resolve("out")))
                            .at("/error/message")
                            .asString())
                    .isEqualTo("interrupted");
        });
    }

    @Test
    void theProgramEndsWhenItsLauncherIsKilled() throws Exception {
        whileAModelIsAsked((launcher, program) -> {
            launcher.destroyForcibly().waitFor();

            program.onExit().get(30, TimeUnit.SECONDS);
        });
    }

    /** Does something to a run and its launcher. */
    private interface Deed {
        void on(Process launcher, ProcessHandle program) throws Exception;
    }

    private void whileAModelIsAsked(Deed deed) throws Exception {
        Cli cli = Cli.in(folder.resolve("workspace"));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (StandInServer server = StandInServer.answering(question -> {
            asked.countDown();
            CancelIT.awaited(over);
            return "late";
        })) {
            Process launcher = start(
                    "--machine",
                    "--goal",
                    "Print a plus before each star",
                    "--lm-studio-url",
                    server.url(),
                    "--workspace",
                    cli.workspace().root().toString());
            try {
                assertThat(CancelIT.awaited(asked)).as("the model was asked").isTrue();
                deed.on(launcher, launcher.children().findFirst().orElseThrow());
            } finally {
                over.countDown();
                launcher.descendants().forEach(ProcessHandle::destroyForcibly);
                launcher.destroyForcibly();
            }
        }
    }

    private Cli.Result run(String... args) throws Exception {
        Process process = start(args);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Cli.Result(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Process start(String... args) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(args));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
    }
}
