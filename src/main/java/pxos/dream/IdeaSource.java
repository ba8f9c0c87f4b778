package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import pxos.workspace.roadmap.Milestone;

/** The milestones that are proposed: what a language model thought of, with tests that were written before its code. */
final class IdeaSource implements GoalSource {

    /** Nobody has asked for it. */
    static final double VALUE = 2.5;

    @Override
    public List<Candidate> candidates(Scene scene) {
        List<Candidate> candidates = new ArrayList<>();
        List<String> present = scene.state().source().featureNames();
        for (Milestone milestone : scene.hasModel() ? scene.state().roadmap().proposed() : List.<Milestone>of()) {
            if (milestone.features().size() == 1 && !present.containsAll(milestone.features())) {
                candidates.add(candidate(milestone, milestone.id() + " is proposed; " + milestone.description()));
                scene.ledger()
                        .last(milestone.goal())
                        .filter(Choice::failed)
                        .flatMap(failed -> Since.the(failed.result().runId(), failed.goal(), "", scene))
                        .ifPresent(why -> candidates.add(candidate(milestone, why)));
            }
        }
        return candidates;
    }

    private static Candidate candidate(Milestone milestone, String why) {
        return new Candidate(
                Kind.IDEA,
                milestone.goal(),
                milestone.features().get(0),
                why,
                VALUE,
                0,
                Candidate.Terms.of(milestone.scenarios(milestone.features())));
    }
}
