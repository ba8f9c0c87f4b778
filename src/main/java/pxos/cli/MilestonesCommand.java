package pxos.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.Problem;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/** Lists the milestones. */
@Command(name = "milestones", description = "List the milestones with their status and evidence.")
final class MilestonesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (Milestone milestone :
                read(Workspaces.open(pxos.where().workspace())).milestones()) {
            out.printf("%-3s  %-12s %s%n", milestone.id(), milestone.status().words(), milestone.title());
            milestone
                    .completion()
                    .ifPresent(completion -> out.printf(
                            "                  %s, %s: %s%n",
                            completion.date(), completion.run(), completion.evidence()));
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
