package pxos.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.asm.NasmAssembler;
import pxos.build.source.OsSource;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.Outside;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Runs;
import pxos.proof.DriveKind;
import pxos.proof.pc.PcEmulator;
import pxos.workspace.Workspace;

/** A contest leaves several versions of a feature, and dreams breed them; the machine in the JVM judges. */
@Tag("long")
class VersionsIT {

    private static final String GOAL = "A command rot13 that prints what comes behind it in rot13";
    private static final Testing TESTING = new Testing(true, DriveKind.IDE, Duration.ofMinutes(5), Floor.OFF);

    @TempDir
    private Path folder;

    private final List<Request> asked = new ArrayList<>();

    /** Says the same again and again, in turn. */
    private final class Scripted implements CodingModel {
        private final AtomicInteger given = new AtomicInteger();
        private final List<String> answers;

        Scripted(List<String> answers) {
            this.answers = answers;
        }

        @Override
        public String id() {
            return "scripted";
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public synchronized Reply ask(Request request, AskOptions options) {
            asked.add(request);
            String answer = request.purpose() == Purpose.PLAN
                    ? Answers.plan("rot13")
                    : answers.get(given.getAndIncrement() % answers.size());
            return new Reply(answer, id(), 100, 10, Duration.ofMillis(1), false);
        }
    }

    private static String code(int idle, String keys) {
        String code = Answers.ROT13.replace("    call putc", "    nop\n".repeat(idle) + "    call putc");
        return Answers.typing(
                "rot13",
                keys,
                new String[] {keys.equals(Answers.ROT13_KEYS) ? Answers.ROT13_TEST : "row \"n\""},
                Answers.asm(code),
                Answers.hook("commands", "rot_run", "rot13"));
    }

    private static Outside outside(List<CodingModel> models) {
        return new Outside(
                PcEmulator::new,
                NasmAssembler.onPath(System.getenv().getOrDefault("PATH", "")),
                (services, wanted) -> wanted.given() == null ? models : List.of(wanted.given()),
                Clock.systemUTC());
    }

    private static DreamSession dream(Workspace workspace, List<CodingModel> models) {
        Authors authors = new Authors(Llm.AUTO, "", List.of(), 1, 1);
        return new Dream(outside(models), workspace, authors, TESTING, List.of(new VariantSource()))
                .run(new SessionLimits(0, 0, 0, 0), DreamObserver.NONE);
    }

    private static int bytes(Workspace workspace) throws Exception {
        return OsSource.parse(Files.readString(workspace.source()))
                .feature("rot13")
                .orElseThrow()
                .sizeBytes();
    }

    @Test
    void theSmallerVersionTakesThePlaceOfTheStrongerOneWhereItPassesItsTests() throws Exception {
        Workspace workspace = GrownWorkspace.make(folder.resolve("workspace"), "M3");
        CodingModel two = new Scripted(List.of(code(9, Answers.ROT13_KEYS), code(0, "rot13 a{Enter}")));
        RunRequest request = new RunRequest(
                workspace, GOAL, false, "", new Authors(Llm.LM_STUDIO, "", List.of(), 1, 2), TESTING, false);
        RunContext run = new Runs(outside(List.of(two))).run(request, RunObserver.SILENT);
        assertThat(run.verified()).as(run.verdict()).isTrue();
        int larger = bytes(workspace);

        DreamSession first = dream(workspace, List.of());

        assertThat(first.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.kind()).isEqualTo(Kind.VARIANT);
            assertThat(choice.reason())
                    .startsWith("it takes " + larger + " bytes, and a version that is kept may do (");
            assertThat(choice.result().success()).as(choice.result().verdict()).isTrue();
        });
        assertThat(bytes(workspace)).isEqualTo(larger - 9);
        assertThat(Files.readString(workspace.keptTests("rot13"))).contains("Hello, z", "rot13 a{Enter}");
        assertThat(first.variants()).extracting(Variant::bytes).contains(larger - 9);

        asked.clear();
        DreamSession second = dream(workspace, List.of(new Scripted(List.of(code(1, Answers.ROT13_KEYS)))));

        assertThat(second.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.reason()).contains("scripted may write it in fewer, shown the versions that are kept");
            assertThat(choice.result().verdict())
                    .contains("it takes " + (larger - 8) + " bytes, and at most " + (larger - 10) + " were asked for");
        });
        assertThat(bytes(workspace)).as("nothing is worse than before").isEqualTo(larger - 9);
        Request question = asked.get(asked.size() - 1);
        assertThat(question.memories().get(0)).contains("Write it anew in fewer bytes");
        assertThat(question.memories().get(1))
                .startsWith("An earlier version (" + (larger - 9))
                .contains("rot_run:");
        assertThat(question.constraints())
                .contains("The feature takes at most " + (larger - 10) + " bytes, its texts included.");
        assertThat(dream(workspace, List.of(new Scripted(List.of("{}")))).choices())
                .as("for the same reason")
                .isEmpty();
    }
}
