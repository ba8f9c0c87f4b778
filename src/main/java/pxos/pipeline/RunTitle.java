package pxos.pipeline;

import java.util.List;
import java.util.Optional;
import pxos.workspace.roadmap.Milestone;

/** What a run is about, in a few words. */
final class RunTitle {

    private RunTitle() {}

    /** The goal; of a run that takes milestones, which ones: {@code M2: Keyboard input}, or {@code M2 to M7}. */
    static String of(RunContext run) {
        List<String> ids = run.plan().items().stream()
                .map(WorkItem::milestone)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (!run.request().auto() || ids.isEmpty()) {
            return run.request().title();
        }
        String last = ids.get(ids.size() - 1);
        return ids.size() == 1 ? titled(run, last) : ids.get(0) + " to " + titled(run, last);
    }

    private static String titled(RunContext run, String id) {
        Optional<Milestone> milestone = run.found().roadmap().milestone(id);
        return id + milestone.map(each -> ": " + each.title()).orElse("");
    }
}
