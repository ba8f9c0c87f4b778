package pxos.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import pxos.workspace.StartingWorkspace;

/** The program as users run it, each time in a fresh throw-away workspace. */
final class Program {

    private final Path home;
    private final Path scratch;
    private int workspaces;
    private boolean watching;

    /**
     * @param home the folder with bin and target
     * @param scratch an empty folder
     */
    Program(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    Path newWorkspace() throws Exception {
        Path workspace = scratch.resolve("workspace-" + ++workspaces);
        StartingWorkspace.copyTo(workspace);
        return workspace;
    }

    /** Through {@code bin/pxos}. */
    Launch script(Path workspace, String... arguments) throws Exception {
        return run(List.of(home.resolve("bin/pxos").toString()), workspace, arguments);
    }

    /** Through {@code java -jar}, as on the class path of this JVM. */
    Launch jar(Path workspace, String... arguments) throws Exception {
        return run(List.of(java(), "-jar", jarFile().toString()), workspace, arguments);
    }

    private Launch run(List<String> program, Path workspace, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        command.addAll(List.of("--workspace", workspace.toString()));
        return watching ? Launch.watched(scratch, command) : Launch.of(scratch, command);
    }

    /** A launch of the program whose memory is looked at meanwhile. */
    Launch watched(Callable<Launch> launch) throws Exception {
        watching = true;
        try {
            return launch.call().succeeded();
        } finally {
            watching = false;
        }
    }

    /** Lets the next run be the first one: each kind of run is measured with class data of its own. */
    void forgetClassData() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("target"), "classes-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    Path jarFile() {
        return home.resolve("target/pxos-orchestrator.jar");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Path scratch() {
        return scratch;
    }

    /** Files of the workspace's runs whose names begin so. */
    static List<Path> runFiles(Path workspace, String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(workspace.resolve(".pxos/runs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }
}
