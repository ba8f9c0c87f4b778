package pxos.dream;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.asm.NasmAssembler;
import pxos.model.lm.Llm;
import pxos.model.recipes.RecipeModel;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.FakeEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** A dream in a workspace of its own, in which an emulator that executes nothing boots. */
abstract class DreamOnFakes {

    static final SessionLimits NONE = new SessionLimits(0, 0, 0, 0);

    @TempDir
    Path folder;

    Workspace workspace;
    List<GoalSource> sources = GoalSource.ALL;
    final AtomicLong seconds = new AtomicLong(1_795_000_000);

    @BeforeEach
    void makeWorkspace() {
        workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
    }

    /** Each look at it takes 10 s. */
    final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.addAndGet(10));
        }
    };

    DreamSession dream(SessionLimits limits, DreamObserver observer, Supplier<Emulator> emulator) {
        Outside outside = new Outside(
                emulator,
                new NasmAssembler(Optional.empty()),
                (services, wanted) -> List.of(new RecipeModel(services.recipes())),
                clock);
        Authors authors = new Authors(Llm.RECIPES, "http://localhost:1", List.of(), 1, 1);
        Testing testing = new Testing(true, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT);
        return new Dream(outside, workspace, authors, testing, sources).run(limits, observer);
    }

    /** Goals that come to something, or do not, for one reason each. */
    static GoalSource of(String... goals) {
        return scene -> Stream.of(goals)
                .map(goal -> Candidate.of(Kind.LIBRARY, goal, "", "the test says so", 3))
                .toList();
    }

    DreamSession dream(SessionLimits limits) {
        return dream(limits, DreamObserver.NONE, FakeEmulator::new);
    }

    List<RunRecord> records() throws Exception {
        return new PixelReader(workspace.network()).newest(100);
    }
}
