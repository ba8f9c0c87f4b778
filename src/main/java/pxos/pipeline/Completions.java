package pxos.pipeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.RoadmapEditor;

/** The milestones that a verified run completes, and the roadmap that says so. */
final class Completions {

    private Completions() {}

    /** Incomplete milestones all of whose features are there; empty unless the run was verified. */
    static List<Milestone> of(RunContext run) {
        if (!run.verified()) {
            return List.of();
        }
        List<String> present = run.present();
        List<String> complete = new ArrayList<>();
        List<Milestone> completed = new ArrayList<>();
        for (Milestone milestone : run.found().roadmap().milestones()) {
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
    static String roadmap(RunContext run) {
        String text = run.found().roadmapText();
        List<String> present = run.present();
        for (Milestone milestone : of(run)) {
            int scenarios = milestone.scenarios(present).size();
            text = RoadmapEditor.markComplete(
                    text,
                    milestone.id(),
                    new Milestone.Completion(
                            LocalDate.ofInstant(run.begin().started(), ZoneOffset.UTC),
                            run.runId(),
                            scenarios + " of " + scenarios + " scenarios passed in QEMU"));
        }
        return text;
    }
}
