package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import pxos.pipeline.Services;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;

/** Lists the milestones. */
@Command(name = "milestones", description = "List the milestones with their status and evidence.")
final class MilestonesCommand extends Subcommand {

    @Override
    public Integer call() throws Exception {
        Roadmap roadmap = roadmap(workspace());
        if (json()) {
            writeJson(new Listed(roadmap.milestones().stream().map(Row::of).toList()));
            return 0;
        }
        for (Milestone milestone : roadmap.milestones()) {
            out().printf("%-3s  %-12s %s%n", milestone.id(), milestone.status().words(), milestone.title());
            milestone
                    .completion()
                    .ifPresent(done ->
                            out().printf("                  %s, %s: %s%n", done.date(), done.run(), done.evidence()));
        }
        return 0;
    }

    private Roadmap roadmap(Workspace workspace) {
        try (Services services = services(workspace)) {
            return services.analyzer().analyse(workspace).roadmap();
        }
    }

    /** What programs get. */
    private record Listed(List<Row> milestones) {}

    /**
     * A milestone.
     *
     * @param status complete, in progress or to come
     * @param completed when and how it was proved; null where it was not
     */
    private record Row(
            String id,
            String title,
            String status,
            String goal,
            List<String> features,
            List<String> needs,
            Completed completed) {
        static Row of(Milestone milestone) {
            return new Row(
                    milestone.id(),
                    milestone.title(),
                    milestone.status().words(),
                    milestone.goal(),
                    milestone.features(),
                    milestone.needs(),
                    milestone
                            .completion()
                            .map(done -> new Completed(done.date().toString(), done.run(), done.evidence()))
                            .orElse(null));
        }
    }

    /** When and how a milestone was proved. */
    private record Completed(String date, String run, String evidence) {}
}
