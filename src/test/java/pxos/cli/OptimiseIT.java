package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.build.shrink.Shrinker;
import pxos.build.shrink.Shrinker.Shrunk;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.model.lm.StandInServer;
import pxos.os.BootImage;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Services;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Sameness;
import pxos.proof.strength.Sameness.Compared;
import pxos.workspace.StartingWorkspace;
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

    /** All features at once, and sessions that the optimiser does not play; with -Dpxos.sessions=2000 as many. */
    @ParameterizedTest
    @ValueSource(strings = {"recipes", "answers in assembly"})
    void optimisedSystemsShowTheSameInOtherSessions(String author) throws Exception {
        boolean written = !author.equals("recipes");
        Workspace workspace = written ? answered() : GrownWorkspace.make(folder.resolve("grown"), "M11");
        OsState before = GrownWorkspace.state(workspace);
        OsSource source = before.source();
        BootImage image = before.image();
        int bytes = 0;
        int saved = 0;
        try (Services services = new Services(workspace, Outside.of(System.getenv()), RunObserver.SILENT)) {
            for (FeatureBlock block : before.source().features()) {
                bytes += block.sizeBytes();
                Optional<Shrunk> shrunk = Shrinker.shrink(block, source, image);
                if (shrunk.isPresent()) {
                    saved += shrunk.get().before() - shrunk.get().after();
                    source = services.builder().link(source.with(shrunk.get().block()));
                    image = services.builder().assemble(source);
                }
            }
        }
        assertThat(saved * 1000).isGreaterThanOrEqualTo(bytes * (written ? 19 : 9));
        Compared compared = new Sameness(before.image(), image, List.of(), before.scenarios())
                .compare(new PcEmulator(), 1_000_000, Integer.getInteger("pxos.sessions", 150));
        assertThat(compared.difference()).isEmpty();
        assertThat(compared.equal()).isGreaterThan(10 * compared.unknown());
    }

    /** The goals of the recipes as a model wrote them. */
    private Workspace answered() {
        Workspace workspace = new Workspace(folder.resolve("answered"));
        StartingWorkspace.copyTo(workspace.root());
        List<String> features = List.of(
                ("line_editor command_parser help clear reboot error_reporting extended_loader dir type hello_message"
                                + " prompt_text colours echo ver beep date time mem halt")
                        .split(" "));
        for (String feature : features) {
            String answer = "src/test/resources/asm/" + feature + ".json";
            assertThat(pxos(workspace, "build", answer, "--goal", feature, "--no-test")
                            .exitCode())
                    .as(feature)
                    .isZero();
        }
        return workspace;
    }

    /** The first answer is smaller and wrong, the second is right. */
    @Test
    void aModelsSmallerVersionIsHeldToWhatTheFeatureDoes() throws Exception {
        Workspace workspace = GrownWorkspace.make(folder.resolve("grown"), "M3");
        Path answer = folder.resolve("tri.json");
        Files.writeString(answer, """
                {"feature":"tri","primitives":[{"type":"ASM","code":"tri_run:\\n mov al, '*'\\n call putc\\n mov al, '*'\\n\
                 call putc\\n mov al, '*'\\n call putc\\n ret"},
                {"type":"HOOK","vector":"commands","label":"tri_run","name":"tri"}],
                "tests":[{"name":"three stars","steps":[{"keys":"tri{Enter}","expect":["rows \\"{prompt}tri\\" \\"***\\""]}]}]}
                """);
        assertThat(pxos(workspace, "build", answer.toString(), "--goal", "tri").exitCode())
                .isZero();
        String code = "{\"code\":\"tri_run:\\n mov si, stars\\n jmp puts\\nstars: db \\\"%s\\\", 0\"}";
        try (StandInServer server = StandInServer.answering(code.formatted("**"), code.formatted("***"))) {
            Cli.Result result = pxos(
                    workspace,
                    ("optimise tri --sessions 30 --in-qemu 2 --llm lm-studio --lm-studio-url " + server.url())
                            .split(" "));

            assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
            JsonNode told = RunResults.read(result.out(), "commands/optimise");
            assertThat(told.at("/offers/0/refused").asString()).isEqualTo("its test fails: three stars");
            assertThat(told.at("/offers/1/refused").asString()).isEmpty();
            assertThat(told.at("/saved_bytes").asInt()).isEqualTo(6);
            assertThat(told.at("/revision/success").asBoolean()).isTrue();
            assertThat(server.asked().get(1).prompt()).contains("Not again: its test fails", "call putc", "tri{Enter}");
        }
        FeatureBlock after =
                GrownWorkspace.state(workspace).source().feature("tri").orElseThrow();
        assertThat(after.generator()).contains("stand-in");
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
