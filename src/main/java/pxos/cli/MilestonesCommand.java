package pxos.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Outside;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapEditor;

/** Lists the milestones. */
@Command(
        name = "milestones",
        description = {
            "List the milestones with their status and evidence.",
            "With accept or drop, and an id: accept a proposed milestone as one to come, or take it out.",
        })
final class MilestonesCommand extends Subcommand {

    /** What can be done with a proposal. */
    enum Verb {
        ACCEPT,
        DROP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "accept|drop", description = "What to do with a proposal.")
    private Verb verb;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The proposed milestone, such as M12.")
    private String id;

    @Option(names = "--proposed", description = "List the milestones that dreams propose, with their tests.")
    private boolean proposed;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        if (verb != null) {
            decide(workspace);
        }
        Roadmap roadmap = roadmap(workspace);
        List<Milestone> listed = proposed ? roadmap.proposed() : roadmap.milestones();
        if (json()) {
            writeJson(new Listed(listed.stream().map(Row::of).toList()));
            return 0;
        }
        if (listed.isEmpty()) {
            out().println("No milestone is proposed.");
        }
        if (proposed) {
            listed.forEach(this::show);
            return 0;
        }
        for (Milestone milestone : listed) {
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

    private void decide(Workspace workspace) {
        if (id == null) {
            throw new ParameterException(spec().commandLine(), "Which one? pxos milestones " + verb + " ID");
        }
        new Runs(Outside.of(environment()))
                .changeRoadmap(
                        workspace,
                        text -> verb == Verb.ACCEPT ? RoadmapEditor.accept(text, id) : RoadmapEditor.drop(text, id),
                        observer());
    }

    private void show(Milestone milestone) {
        out().printf("%-3s  %s%n", milestone.id(), milestone.goal());
        out().printf("     %s%n", milestone.description());
        for (Scenario test : milestone.scenarios(milestone.features())) {
            out().println("     " + test.name());
            test.steps()
                    .forEach(step ->
                            out().println("       " + step.keys() + "  ->  " + String.join("; ", step.expect())));
        }
        out().println("     pxos milestones accept " + milestone.id() + ", or drop " + milestone.id());
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
