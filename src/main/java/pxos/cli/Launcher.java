package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the program from {@code java -jar}.
 *
 * <p>A jar cannot say with which options its JVM is to run. So where {@code bin/archive} has put a class-data archive for
 * this Java beside the jar, the program runs in a second JVM that uses it, in half the time; this one passes on signals
 * and the exit code. Everywhere else it runs right here.
 */
public final class Launcher {

    /** Names the process whose end is the end of this one. */
    private static final String LAUNCHER = "pxos.launcher";

    private static final int KILLED = 137;

    private Launcher() {}

    public static void main(String[] args) {
        Optional<Process> program = command(args).flatMap(Launcher::start);
        System.exit(program.isPresent() ? exitCode(program.get()) : Main.execute(args));
    }

    /** The second JVM's command line; empty where there is no archive for it. */
    private static Optional<List<String>> command(String... args) {
        try {
            Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
            Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
            String name = "archive" + java.toString().replace('/', '-');
            Path archive = jar.resolveSibling(name + ".jsa");
            Path options = jar.resolveSibling(name + ".options");
            if (!isNewer(archive, jar) || Files.size(archive) == 0 || !Files.isReadable(options)) {
                return Optional.empty();
            }
            List<String> command = new ArrayList<>(List.of(
                    java.toString(),
                    "@" + options,
                    "-XX:SharedArchiveFile=" + archive,
                    "-D" + LAUNCHER + "=" + ProcessHandle.current().pid(),
                    "-cp",
                    jar.toString(),
                    "pxos.cli.Main"));
            command.addAll(List.of(args));
            return Optional.of(command);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isNewer(Path archive, Path jar) throws IOException {
        return Files.isReadable(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    }

    private static Optional<Process> start(List<String> command) {
        try {
            return Optional.of(new ProcessBuilder(command).inheritIO().start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Waits for the program; when this process is asked to end, so is the program, and has the time for it. */
    private static int exitCode(Process program) {
        Thread hook = new Thread(
                () -> {
                    program.destroy();
                    waitFor(program);
                },
                "launcher");
        Runtime.getRuntime().addShutdownHook(hook);
        return waitFor(program);
    }

    private static int waitFor(Process program) {
        while (true) {
            try {
                return program.waitFor();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread for a reason that the program would know of.
            }
        }
    }

    /** Ends this process when its launcher is gone without having ended it. */
    static void followLauncher() {
        Optional.ofNullable(Long.getLong(LAUNCHER))
                .ifPresent(pid -> ProcessHandle.of(pid)
                        .ifPresentOrElse(
                                launcher -> launcher.onExit().thenRun(() -> System.exit(KILLED)),
                                () -> System.exit(KILLED)));
    }
}
