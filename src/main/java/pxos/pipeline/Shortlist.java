package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.model.CodingModel;
import pxos.model.KnownStep;

/**
 * What a model chose out of the library for an item, in answers to a short question.
 *
 * @param left what is still to be tried, most voices first
 * @param refused what was tried, and was no success
 * @param questions how often the question was asked
 */
record Shortlist(List<Chosen> left, List<KnownStep> refused, int questions) {

    static final Shortlist NONE = new Shortlist(List.of(), List.of(), 0);

    /**
     * One choice.
     *
     * @param author the model that made it, and now writes it
     * @param item what it was made for
     */
    record Chosen(KnownStep step, CodingModel author, WorkItem item) {}

    Shortlist {
        left = List.copyOf(left);
        refused = List.copyOf(refused);
    }

    /** What is tried next. */
    Optional<Chosen> next() {
        return left.stream().findFirst();
    }

    /** After the question was asked once more. */
    Shortlist with(List<Chosen> chosen) {
        List<Chosen> untried =
                chosen.stream().filter(each -> !refused.contains(each.step())).toList();
        return new Shortlist(untried, refused, questions + 1);
    }

    /** After what was to be tried next was no success. */
    Shortlist refusing() {
        List<KnownStep> more = new ArrayList<>(refused);
        more.add(left.get(0).step());
        return new Shortlist(left.subList(1, left.size()), more, questions);
    }
}
