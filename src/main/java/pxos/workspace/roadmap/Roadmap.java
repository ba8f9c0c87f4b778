package pxos.workspace.roadmap;

import java.util.List;
import java.util.Optional;

/**
 * The goal registry: milestones in the order in which they are worked on.
 *
 * @param milestones with unique ids; prerequisites exist and have no cycle
 * @param proposed those that nobody has accepted yet, of the same form; they are part of no plan
 */
public record Roadmap(List<Milestone> milestones, List<Milestone> proposed) {

    public Roadmap {
        milestones = List.copyOf(milestones);
        proposed = List.copyOf(proposed);
    }

    /** A roadmap without proposals. */
    public Roadmap(List<Milestone> milestones) {
        this(milestones, List.of());
    }

    /** The first milestone that is not complete and whose prerequisites are; empty when all is done. */
    public Optional<Milestone> next() {
        return milestones.stream()
                .filter(milestone -> !milestone.isComplete())
                .filter(milestone -> milestone.needs().stream().allMatch(this::isComplete))
                .findFirst();
    }

    /** The milestone with this id, in any letter case. */
    public Optional<Milestone> milestone(String id) {
        return milestones.stream()
                .filter(milestone -> milestone.id().equalsIgnoreCase(id))
                .findFirst();
    }

    /** The milestone that a feature belongs to. */
    public Optional<Milestone> milestoneOf(String feature) {
        return milestones.stream()
                .filter(milestone -> milestone.features().contains(feature))
                .findFirst();
    }

    private boolean isComplete(String id) {
        return milestone(id).map(Milestone::isComplete).orElse(false);
    }
}
