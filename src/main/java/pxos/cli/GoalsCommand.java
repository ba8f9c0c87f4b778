package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.pipeline.Services;
import pxos.workbench.GoalList;
import pxos.workbench.GoalList.Goal;
import pxos.workspace.Workspace;

/** Lists the goals that work without a model. */
@Command(
        name = "goals",
        description = "List the goals that work without a model, with what each takes and needs first.")
final class GoalsCommand extends Subcommand {

    private static final String ROW = "%-44s %s";

    @Override
    public Integer call() {
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            GoalList list = GoalList.of(services.analyzer().analyse(workspace), services);
            if (json()) {
                writeJson(list);
            } else {
                show(list);
            }
        }
        return 0;
    }

    private void show(GoalList list) {
        for (Goal goal : list.goals()) {
            String built = String.format(ROW, goal.goal(), size(goal));
            String needs = goal.needs().isEmpty() ? "" : "after " + String.join(", ", goal.needs());
            boolean fits = built.length() + 2 + needs.length() < terminal().columns();
            out().println(
                            needs.isEmpty()
                                    ? built
                                    : fits ? built + ", " + needs : built + System.lineSeparator() + "    " + needs);
        }
        out().println();
        zones(list.zones()).forEach(out()::println);
        out().println();
        out().println("Build one with: pxos --goal \"" + list.goals().get(0).goal() + "\"");
    }

    private static String size(Goal goal) {
        return goal.problem() == null
                ? String.format("%4d bytes%s", goal.bytes(), goal.present() ? ", built" : "")
                : goal.problem();
    }

    /** How full an OS is, a line for each of its zones. */
    static List<String> zones(List<ZoneUsage> zones) {
        return zones.stream()
                .map(zone -> String.format(
                        "%-13s %s  %4d bytes used, %4d free",
                        zone.zone(), zone.range(), zone.usedBytes(), zone.freeBytes()))
                .toList();
    }
}
