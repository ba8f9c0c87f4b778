package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.pixel.PixelReader;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/**
 * A system that refuses to write: on a disk that is full, at a certain size of a file ({@code ulimit -f}), or altogether.
 */
@Tag("long")
class NoRoomOnDiskIT {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
    }

    private CliProcess start(List<String> before, String goal) throws Exception {
        return CliProcess.start(
                before,
                line -> {},
                "--machine",
                "--llm",
                "recipes",
                "--no-test",
                "--goal",
                goal,
                "--workspace",
                cli.workspace().root().toString());
    }

    @Test
    void changesEverythingOrNothingWhereverTheRoomEnds() throws Exception {
        long sourceBytes = Files.size(cli.workspace().source());
        long networkBytes = Files.size(cli.workspace().network());
        List<Boolean> succeeded = new ArrayList<>();
        // In blocks of 512 bytes: too little for anything, the report, the source, the network, the floppy; enough.
        for (long limit : List.of(1L, 4L, sourceBytes / 1024, networkBytes / 512, 2879L, 8192L)) {
            Map<String, String> before = Fingerprint.of(cli.workspace());
            byte[] network = Files.readAllBytes(cli.workspace().network());
            try (CliProcess run = start(
                    List.of("sh", "-c", "ulimit -f " + limit + "; exec \"$@\"", "sh"),
                    "Change hello message to L" + limit)) {
                Cli.Result result = run.result();
                succeeded.add(result.exitCode() == 0);
                if (result.exitCode() != 0) {
                    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
                    assertThat(result.json().at("/error/message").asString())
                            .contains("the run could not be written down");
                    assertThat(result.json().at("/error/hint").asString()).contains("Make room on the disk");
                    assertThat(Fingerprint.of(cli.workspace()))
                            .as("limit " + limit)
                            .isEqualTo(before);
                    assertThat(Files.readAllBytes(cli.workspace().network())).isEqualTo(network);
                }
            }
        }
        assertThat(succeeded).containsExactly(false, false, false, false, false, true);
        assertThat(new PixelReader(cli.workspace().network()).newest(10)).hasSize(2);
    }

    /**
     * On a disk that is really full, wherever that happens: without any room, at the report, in the middle of the
     * floppy's image, and up to the last block of the network, which is found by halving.
     */
    @Test
    void changesEverythingOrNothingOnAFullDisk() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.in(Files.createDirectory(folder.resolve("disks")));
        if (disk.isEmpty()) {
            System.err.println("NO FULL DISK WAS TESTED: neither root's mounts nor user namespaces are permitted here."
                    + " It is simulated instead, by a limit of the size of a file.");
            changesEverythingOrNothingWhereverTheRoomEnds();
            return;
        }
        int tooLittle = (int) (Files.size(cli.workspace().disk()) / SmallDisk.BLOCK_BYTES);
        int enough = tooLittle + 32;
        for (int room : List.of(0, 2, tooLittle / 2, tooLittle)) {
            assertThat(fits(disk.get(), room)).as(room + " blocks").isFalse();
        }
        assertThat(fits(disk.get(), enough)).isTrue();
        while (enough - tooLittle > 1) {
            int room = (tooLittle + enough) / 2;
            if (fits(disk.get(), room)) {
                enough = room;
            } else {
                tooLittle = room;
            }
        }
    }

    /** Whether the run succeeds with so much room; either way, nothing is left by halves. */
    private boolean fits(SmallDisk disk, int blocks) throws Exception {
        Path before = cli.workspace().root();
        SmallDisk.Outcome outcome = disk.run(before, blocks);
        boolean fits = outcome.full().exitCode() == 0;
        String room = "with " + blocks + " blocks";
        if (fits) {
            Agreement.check(new Workspace(outcome.after()));
        } else {
            JsonNode error = outcome.full().json().at("/error");
            assertThat(outcome.full().exitCode()).as(room).isEqualTo(2);
            assertThat(error.at("/message").asString())
                    .as(room)
                    .isEqualTo("the run could not be written down: No space left on device");
            assertThat(error.at("/hint").asString()).startsWith("Make room on the disk");
            assertThat(Fingerprint.digests(outcome.after(), DERIVED))
                    .as(room)
                    .isEqualTo(Fingerprint.digests(before, DERIVED));
        }
        assertThat(verified(outcome.after()))
                .as(room)
                .isEqualTo(fits ? "2 runs in 1 segment, all sound" : "1 run in 1 segment, all sound");
        assertThat(outcome.history().exitCode())
                .as(room + outcome.history().err())
                .isZero();
        assertThat(outcome.history().out().contains("NO ROOM")).as(room).isEqualTo(fits);
        assertThat(outcome.next().exitCode()).as(room + outcome.next().err()).isZero();
        Workspace end = new Workspace(outcome.end());
        Agreement.check(end);
        assertThat(new PixelReader(end.network()).newest(10)).as(room).hasSize(fits ? 3 : 2);
        assertThat(Fingerprint.digests(end.network().getParent(), Set.of()).keySet())
                .as(room)
                .containsExactly("pxos_autobuild.index", "pxos_autobuild.lock", "pxos_autobuild.png");
        return fits;
    }

    private static String verified(Path workspace) {
        Cli.Result result = Cli.runAnywhere(System.getenv(), "network", "verify", "--workspace", workspace.toString());
        assertThat(result.exitCode()).as(result.out()).isZero();
        return result.out().strip();
    }

    /** The index grows with all runs and the open picture starts anew, so that only the index meets its limit here. */
    @Test
    void losesNoRunWhereThereIsNoRoomForTheIndexAlone() throws Exception {
        Path lines = folder.resolve("runs.jsonl");
        Files.write(
                lines, IntStream.range(0, 121).mapToObj(NoRoomOnDiskIT::line).toList());
        assertThat(cli.run("network", "import", lines.toString()).exitCode()).isZero();
        long index = Files.size(cli.workspace().network().resolveSibling("pxos_autobuild.index"));
        assertThat(Files.size(cli.workspace().network())).isLessThan(index / 2);
        Files.writeString(lines, line(121));
        try (CliProcess run = CliProcess.start(
                List.of("sh", "-c", "ulimit -f " + index / 512 + "; exec \"$@\"", "sh"),
                line -> {},
                "network",
                "import",
                lines.toString(),
                "--workspace",
                cli.workspace().root().toString())) {
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
        assertThat(verified(cli.workspace().root())).isEqualTo("123 runs in 2 segments, all sound");
        assertThat(cli.run("history", "run_121").out()).contains("goal 121 ");
    }

    private static final String WORDS =
            IntStream.range(0, 200).mapToObj(word -> " w" + word).collect(Collectors.joining());

    private static String line(int number) {
        return "{\"runId\":\"run_" + number + "\",\"goal\":\"goal " + number + WORDS + "\",\"verdict\":\"PASS\"}";
    }

    /** Neither belongs to what a run writes down: who holds the workspace, and what is made from the pictures. */
    private static final Set<String> DERIVED = Set.of(".pxos/lock", "pxvm/networks/pxos_autobuild.index");

    @Test
    void saysThatTheWorkspaceIsReadOnly() throws Exception {
        Map<String, String> before = Fingerprint.digests(cli.workspace().root(), Set.of());
        try (CliProcess run = start(readOnly(cli.workspace().root()), "help")) {
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.json().at("/error/message").asString()).contains("cannot write in", ".pxos");
            assertThat(result.json().at("/error/hint").asString()).contains("must be writable");
        }
        assertThat(Fingerprint.digests(cli.workspace().root(), Set.of())).isEqualTo(before);
    }

    /** Runs what follows with {@code root} read-only: root needs a mount for it, everyone else the right to write. */
    private static List<String> readOnly(Path root) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            String script = "chmod -R a-w " + root + "; \"$@\"; code=$?; chmod -R u+w " + root + "; exit $code";
            return List.of("sh", "-c", script, "sh");
        }
        String script =
                "mount --bind " + root + " " + root + " && mount -o remount,ro,bind " + root + " && exec \"$@\"";
        return List.of("unshare", "--mount", "sh", "-c", script, "sh");
    }
}
