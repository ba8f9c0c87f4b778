package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.file.TemporaryFolder;
import pxos.model.lm.Llm;
import pxos.model.recipes.RecipeModel;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Runs;
import pxos.proof.DriveKind;
import pxos.workspace.Journal;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** Where the runs of a bench take place: a pxOS that the recipes have grown, and a copy of it for each run. */
final class Ground implements AutoCloseable {

    /** Commands, files and the room beyond the second sector are there by then. */
    private static final String UNTIL = "M7";

    private final TemporaryFolder folder;
    private final Workspace grown;
    private int copies;

    private Ground(TemporaryFolder folder) {
        this.folder = folder;
        this.grown = new Workspace(folder.path().resolve("grown"));
    }

    /** Makes a ground. */
    @FunctionalInterface
    interface Maker {
        Ground make(Outside outside) throws IOException;
    }

    /** Makes it in a folder for temporary files, which goes when it is closed or the process is asked to end. */
    static Ground make(Outside outside) throws IOException {
        Ground ground = bare();
        Outside alone = new Outside(
                outside.emulator(),
                outside.assembler(),
                (services, authors) -> List.of(new RecipeModel(services.recipes())),
                outside.clock());
        RunContext run = new Runs(alone).run(growing(ground.grown), RunObserver.SILENT);
        if (run.failure().isPresent()) {
            ground.close();
            throw new Problem(Problem.Kind.INTERNAL, "no pxOS to begin with: " + run.verdict(), "");
        }
        return ground;
    }

    /** The same with a pxOS that has no feature yet. */
    static Ground bare() throws IOException {
        Ground ground = new Ground(TemporaryFolder.make(TemporaryFolder.Purpose.BENCH));
        StartingWorkspace.copyTo(ground.grown.root());
        return ground;
    }

    private static RunRequest growing(Workspace workspace) {
        Authors recipes = new Authors(Llm.RECIPES, "", List.of(), 1, 1);
        Testing none = new Testing(false, DriveKind.IDE, Duration.ofMinutes(1), Floor.OFF);
        return new RunRequest(workspace, "", true, UNTIL, recipes, none, false);
    }

    /** A workspace for one run. */
    Workspace copy() throws IOException {
        Path target = folder.path().resolve("run" + ++copies);
        try (Stream<Path> walk = Files.walk(grown.root())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path to = target.resolve(grown.root().relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return new Workspace(target);
    }

    /** Deletes a workspace of a run. */
    void take(Workspace workspace) throws IOException {
        Journal.delete(workspace.root());
    }

    @Override
    public void close() {
        folder.close();
    }
}
