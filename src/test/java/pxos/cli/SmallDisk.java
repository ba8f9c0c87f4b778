package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes with a copy of a workspace and little else on it, seen by its own processes alone. */
final class SmallDisk {

    /** Bytes of the blocks that the file system gives away. */
    static final int BLOCK_BYTES = 4096;

    private static final int DEADLINE_SECONDS = 120;

    /** Mounts the disk, fills it but for some room, runs, reads, makes room and runs again; keeps what each one left. */
    private static final String SCRIPT = """
            results=$1 workspace=$2 room=$3
            shift 3
            disk=$results/disk
            mkdir "$disk" && mount -t tmpfs -o size=32m tmpfs "$disk" && cp -R "$workspace/." "$disk" || exit 99
            rm "$disk/pxvm/networks/pxos_autobuild.index"
            free=$(df -Pk "$disk" | awk 'NR == 2 {print $4}')
            dd if=/dev/zero of="$disk/filler" bs=1024 count=$((free - room)) 2>"$results/dd" || exit 98
            step() {
                name=$1
                shift
                "$@" >"$results/$name.out" 2>"$results/$name.err"
                echo $? >"$results/$name.code"
            }
            keep() {
                mkdir "$results/$1" && tar -C "$disk" --exclude=./filler -cf - . | tar -C "$results/$1" -xf - || exit 97
            }
            step full "$@" --machine --llm recipes --no-test --goal "Change hello message to NO ROOM" --workspace "$disk"
            step history "$@" history --workspace "$disk"
            keep after
            rm "$disk/filler"
            step next "$@" --machine --llm recipes --no-test --goal "Change hello message to ROOM" --workspace "$disk"
            keep end
            """;

    private final List<String> namespace;
    private final Path results;

    private SmallDisk(List<String> namespace, Path results) {
        this.namespace = namespace;
        this.results = results;
    }

    /**
     * A disk that keeps its results in {@code results}, an empty folder on another one; empty where this user may mount
     * none: neither as root nor in a name space of users.
     */
    static Optional<SmallDisk> in(Path results) throws Exception {
        for (List<String> namespace :
                List.of(List.of("unshare", "--mount"), List.of("unshare", "--map-root-user", "--mount"))) {
            List<String> command = new ArrayList<>(namespace);
            command.addAll(List.of("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", results.toString()));
            if (exitCode(command, results) == 0) {
                return Optional.of(new SmallDisk(namespace, results));
            }
        }
        return Optional.empty();
    }

    /**
     * What the processes did.
     *
     * @param full the run for which there was little room
     * @param history the list of runs after it, while the disk was full
     * @param after a copy of the workspace then
     * @param next a run with room again
     * @param end a copy of the workspace after it
     */
    record Outcome(Cli.Result full, Cli.Result history, Path after, Cli.Result next, Path end) {}

    /** Runs on a fresh disk with {@code blocks} blocks of room and without the index, which is made when it is missed. */
    Outcome run(Path workspace, int blocks) throws Exception {
        Path own = Files.createDirectory(results.resolve("room " + blocks));
        List<String> command = new ArrayList<>(namespace);
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", own.toString(), workspace.toString()));
        command.add(String.valueOf(blocks * BLOCK_BYTES / 1024));
        command.addAll(CliProcess.java());
        int exitCode = exitCode(command, own);
        if (exitCode != 0) {
            throw new AssertionError("the script ended with " + exitCode + ": " + Files.readString(own.resolve("log")));
        }
        return new Outcome(
                result(own, "full"),
                result(own, "history"),
                own.resolve("after"),
                result(own, "next"),
                own.resolve("end"));
    }

    private static int exitCode(List<String> command, Path folder) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            return 127;
        }
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within " + DEADLINE_SECONDS + " s");
        }
        return process.exitValue();
    }

    private static Cli.Result result(Path folder, String name) throws IOException {
        return new Cli.Result(
                Integer.parseInt(
                        Files.readString(folder.resolve(name + ".code")).strip()),
                Files.readString(folder.resolve(name + ".out")),
                Files.readString(folder.resolve(name + ".err")));
    }
}
