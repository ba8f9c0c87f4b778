package pxos.cli;

import java.nio.file.Files;
import picocli.CommandLine.Command;
import pxos.Problem;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/** Lists the milestones. */
@Command(name = "milestones", description = "List the milestones with their status and evidence.")
final class MilestonesCommand extends Subcommand {

    @Override
    public Integer call() throws Exception {
        for (Milestone milestone : read(workspace()).milestones()) {
            out().printf("%-3s  %-12s %s%n", milestone.id(), milestone.status().words(), milestone.title());
            milestone
                    .completion()
                    .ifPresent(done ->
                            out().printf("                  %s, %s: %s%n", done.date(), done.run(), done.evidence()));
        }
        return 0;
    }

    private static Roadmap read(Workspace workspace) throws Exception {
        try {
            return RoadmapReader.read(Files.readString(workspace.roadmap()));
        } catch (Problem e) {
            throw e.at(workspace.roadmap() + ": ");
        }
    }
}
