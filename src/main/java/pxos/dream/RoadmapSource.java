package pxos.dream;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.workspace.roadmap.Milestone;

/** The next milestone, where somebody knows how to build it. */
final class RoadmapSource implements GoalSource {

    /** People have planned it. */
    private static final double VALUE = 4;

    @Override
    public List<Candidate> candidates(Scene scene) {
        return scene.state().roadmap().next().stream()
                .filter(milestone -> canBeBuilt(milestone, scene))
                .flatMap(milestone -> Stream.of(candidate(milestone), again(milestone, scene)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean canBeBuilt(Milestone milestone, Scene scene) {
        boolean known = milestone.features().stream()
                .allMatch(feature -> scene.recipes().step(feature).isPresent());
        return !milestone.features().isEmpty() && (known || scene.hasModel());
    }

    private static Optional<Candidate> candidate(Milestone milestone) {
        return Optional.of(Candidate.of(
                Kind.MILESTONE,
                goal(milestone),
                "",
                "it is next on the roadmap, and what it needs is complete",
                VALUE));
    }

    private static Optional<Candidate> again(Milestone milestone, Scene scene) {
        return scene.ledger()
                .last(goal(milestone))
                .filter(Choice::failed)
                .flatMap(failed -> Since.the(failed.result().runId(), failed.goal(), "", scene))
                .map(why -> Candidate.of(Kind.MILESTONE, goal(milestone), "", why, VALUE));
    }

    private static String goal(Milestone milestone) {
        return milestone.id() + ": " + milestone.title();
    }
}
