package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.os.BootImage;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Sameness;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Features become smaller in a run that can be undone, and show the same as before. */
@Tag("long")
class OptimiseIT {

    private static final Path ANSWERS = Path.of("src/test/resources/bench/answers");
    private static final List<String> WRITTEN = List.of("double", "calc", "counter");

    @TempDir
    private Path folder;

    private Cli.Result pxos(Workspace workspace, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "--workspace", workspace.root().toString()));
        return Cli.runAnywhere(System.getenv(), all.toArray(String[]::new));
    }

    @Test
    void writtenFeaturesBecomeSmallerShowTheSameAndComeBack() throws Exception {
        Workspace workspace = GrownWorkspace.make(folder.resolve("grown"), "M5");
        for (String goal : WRITTEN) {
            pxos(workspace, "build", ANSWERS.resolve(goal + ".json").toString(), "--goal", goal, "--no-test");
        }
        OsState before = GrownWorkspace.state(workspace);

        Cli.Result result = pxos(workspace, "optimise", "--sessions", "40", "--in-qemu", "3");

        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        JsonNode told = RunResults.read(result.out(), "commands/optimise");
        assertThat(told.at("/saved_bytes").asInt()).isGreaterThanOrEqualTo(10);
        assertThat(told.at("/revision/success").asBoolean()).isTrue();
        assertThat(told.at("/sessions/equal").asInt()).isGreaterThan(35);
        assertThat(told.at("/sessions_in_qemu/equal").asInt()).isEqualTo(3);
        OsState after = GrownWorkspace.state(workspace);
        assertThat(new Sameness(before.image(), after.image(), List.of(), before.scenarios())
                        .compare(new PcEmulator(), 5000, 400)
                        .difference())
                .isEmpty();

        assertThat(pxos(workspace, "undo", "--no-test").exitCode()).isZero();
        assertThat(Files.readAllBytes(workspace.image()))
                .isEqualTo(before.image().bytes());
    }

    /** Else the sessions would prove nothing. */
    @Test
    void sessionsNoticeAByteThatIsWrong() {
        OsState grown = GrownWorkspace.state(GrownWorkspace.make(folder.resolve("grown"), "M4"));
        byte[] bytes = grown.image().bytes().clone();
        int help =
                grown.source().feature("help").orElseThrow().addresses().get(0).first() - 0x7C00;
        bytes[help] ^= 1;
        assertThat(new Sameness(grown.image(), new BootImage(bytes, Map.of()), List.of(), grown.scenarios())
                        .compare(new PcEmulator(), 0, 300)
                        .difference())
                .isNotEmpty();
    }
}
