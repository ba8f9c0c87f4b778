package pxos.pipeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import pxos.workspace.roadmap.Completion;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.RoadmapEditor;

/** The milestones that a verified run completes, and the roadmap that says so. */
final class Completions {

    private Completions() {}

    /** Incomplete milestones all of whose features are there; empty unless the run was verified. */
    static List<Milestone> of(RunOutcome outcome) {
        if (!outcome.verified()) {
            return List.of();
        }
        List<String> present = outcome.context().present();
        List<String> complete = new ArrayList<>();
        List<Milestone> completed = new ArrayList<>();
        for (Milestone milestone : outcome.context().state().roadmap().milestones()) {
            boolean proved = !milestone.features().isEmpty()
                    && present.containsAll(milestone.features())
                    && complete.containsAll(milestone.needs());
            if (milestone.isComplete() || proved) {
                complete.add(milestone.id());
            }
            if (proved && !milestone.isComplete()) {
                completed.add(milestone);
            }
        }
        return completed;
    }

    /** The roadmap's text with those milestones marked complete: date, run and what was observed. */
    static String roadmap(RunOutcome outcome) {
        String text = outcome.context().state().roadmapText();
        List<String> present = outcome.context().present();
        for (Milestone milestone : of(outcome)) {
            int scenarios = milestone.scenarios(present).size();
            text = RoadmapEditor.markComplete(
                    text,
                    milestone.id(),
                    new Completion(
                            LocalDate.ofInstant(outcome.context().started(), ZoneOffset.UTC),
                            outcome.context().runId(),
                            scenarios + " of " + scenarios + " scenarios passed in QEMU"));
        }
        return text;
    }
}
