package pxos.tools;

import java.util.ArrayList;
import java.util.List;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.json.Json;
import pxos.mcp.Answer;
import pxos.mcp.Call;
import pxos.mcp.Tool;
import pxos.mcp.Tool.Effect;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Revision;
import pxos.workbench.FeatureInfo;
import pxos.workbench.FeatureInfo.FeatureList;
import pxos.workbench.GoalList;
import pxos.workbench.Removal;
import pxos.workbench.Undo;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.JsonNode;

/** The tools that list what there is and what there could be, and that take something back. */
final class ChangeTools {

    private final Desk desk;

    ChangeTools(Desk desk) {
        this.desk = desk;
    }

    List<Tool> all() {
        return List.of(
                new Tool(
                        "list_goals",
                        "List goals that need no code",
                        "List the goals that pxOS can build without a model (use build_goal), with size and what each needs.",
                        Schema.object().requiring(),
                        Effect.READS,
                        this::goals),
                new Tool(
                        "list_features",
                        "List what pxOS has",
                        "List the features that this pxOS has, its milestones and its free memory; or show one feature with its"
                                + " code and tests.",
                        Schema.object()
                                .text("feature", "Show this one in full.")
                                .requiring(),
                        Effect.READS,
                        this::features),
                new Tool(
                        "remove_feature",
                        "Remove a feature",
                        "Remove a feature from pxOS, with all that needs it; the rest is tested in QEMU first, and where a test"
                                + " fails nothing changes.",
                        Schema.object()
                                .text("feature", "Its name, from list_features.")
                                .requiring("feature"),
                        Effect.REMOVES,
                        (arguments, call) -> revise(
                                new Removal(List.of(arguments.path("feature").asString())), call)),
                new Tool(
                        "undo_run",
                        "Undo a run",
                        "Undo what a run changed in pxOS; the rest is tested in QEMU first.",
                        Schema.object()
                                .text("run", "The run (default: the newest that has not been undone).")
                                .requiring(),
                        Effect.REMOVES,
                        (arguments, call) -> revise(
                                new Undo(desk.workspace(), arguments.path("run").asString("")), call)));
    }

    private Answer goals(JsonNode arguments, Call call) throws Exception {
        return desk.look(call, (workspace, services) -> {
            List<String> lines = new ArrayList<>();
            for (GoalList.Goal goal : GoalList.of(services.analyzer().analyse(workspace), services)
                    .goals()) {
                String needs = goal.needs().isEmpty() ? "" : ", after " + String.join(", ", goal.needs());
                String state = goal.problem() != null ? goal.problem() : goal.bytes() + " bytes";
                lines.add(goal.goal() + " (" + (goal.present() ? "built" : state + needs) + ")");
            }
            lines.add(
                    "Texts, colours and prompts in a goal may be others. For any other goal: contract, then build_feature.");
            return Answer.text(String.join("\n", lines));
        });
    }

    private Answer features(JsonNode arguments, Call call) throws Exception {
        String wanted = arguments.path("feature").asString("");
        return desk.look(call, (workspace, services) -> {
            var state = services.analyzer().analyse(workspace);
            if (!wanted.isEmpty()) {
                return Answer.text(shown(FeatureInfo.show(wanted, state, services.recipes())));
            }
            List<String> lines = new ArrayList<>();
            FeatureList list = FeatureInfo.list(state, services.recipes());
            list.features().forEach(feature -> lines.add(line(feature)));
            lines.add(list.features().isEmpty() ? "No features yet: the bare base." : "");
            list.zones().forEach(zone -> lines.add(line(zone)));
            for (Milestone milestone : state.roadmap().milestones()) {
                lines.add(milestone.id() + " " + milestone.title() + ": "
                        + milestone.status().words());
            }
            return Answer.text(String.join("\n", lines));
        });
    }

    private static String line(FeatureInfo feature) {
        return feature.name() + ": " + feature.title() + " (" + feature.bytes() + " bytes at "
                + String.join(", ", feature.addresses()) + ", by " + feature.generator() + ", " + feature.run()
                + (feature.needs().isEmpty() ? "" : ", needs " + String.join(", ", feature.needs())) + ")";
    }

    private static String line(ZoneUsage zone) {
        return zone.zone() + " " + zone.range() + ": " + zone.usedBytes() + " bytes used, " + zone.freeBytes()
                + " free";
    }

    private static String shown(FeatureInfo feature) {
        StringBuilder text = new StringBuilder(line(feature)).append('\n');
        feature.listing()
                .forEach(row -> text.append(String.format("%s  %-18s %s%n", row.address(), row.bytes(), row.text())));
        feature.tests().forEach(test -> text.append(Json.write(test)).append('\n'));
        return Answer.shortened(text.toString(), Desk.MAX_CHARACTERS);
    }

    private Answer revise(Plan plan, Call call) {
        Revision revision = desk.revise(plan, call);
        String text = revision.verdict() + "\n" + revision.title() + (revision.changed() ? "" : ": nothing was changed")
                + "\n"
                + (revision.hint().isEmpty() ? revision.runId() + "; undo_run takes that back." : revision.hint())
                + "\npxOS has now: "
                + (revision.present().isEmpty() ? "no features" : String.join(", ", revision.present()));
        return revision.changed()
                ? Answer.structured(text, Json.published(revision))
                : Answer.error(Wording.forAgents(text));
    }
}
