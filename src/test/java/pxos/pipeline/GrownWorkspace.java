package pxos.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import pxos.model.lm.Llm;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.RoadmapReader;

/** A workspace in which the recipes have built the milestones, without proving them. */
public final class GrownWorkspace {

    private GrownWorkspace() {}

    /** Makes it, in a folder that does not exist yet. */
    public static Workspace make(Path folder, String until) {
        Workspace workspace = new Workspace(folder);
        StartingWorkspace.copyTo(folder);
        RunRequest request = new RunRequest(
                workspace,
                "",
                true,
                until,
                new Authors(Llm.RECIPES, "http://localhost:1", List.of(), 1, 1),
                new Testing(false, DriveKind.IDE, Duration.ofMinutes(5), Floor.OFF),
                false);
        RunContext run = new Runs(Outside.of(System.getenv())).run(request, RunObserver.SILENT);
        if (run.failure().isPresent()) {
            throw new IllegalStateException(run.verdict());
        }
        return workspace;
    }

    /** The state of one grown to the last milestone. */
    public static OsState state(Path folder) throws IOException {
        String roadmap = Files.readString(new Workspace(Path.of("")).roadmap());
        List<Milestone> milestones = RoadmapReader.read(roadmap).milestones();
        return state(make(folder, milestones.get(milestones.size() - 1).id()));
    }

    public static OsState state(Workspace workspace) {
        try (Services services = new Services(workspace, Outside.of(System.getenv()), RunObserver.SILENT)) {
            return services.analyzer().analyse(workspace);
        }
    }
}
