package pxos.pipeline;

import java.util.Comparator;
import java.util.List;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.feature.Feature;
import pxos.model.Lessons;
import pxos.model.Reply;
import pxos.proof.Discrimination;
import pxos.proof.Verdict;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;

/**
 * One answer on its way from a model to a proof; each step returns a new one.
 *
 * @param contender who answered
 * @param feature the feature; null where there was no usable answer
 * @param replies the model's answers, the one with the feature last
 * @param built the OS with the feature; null before it is built, or where it could not be
 * @param fresh the scenarios that are to show the feature
 * @param proof what testing showed; null where nothing was tested
 * @param strength how strong its tests are; null where that was not measured
 * @param held whether its tests have to reach the floor
 * @param surmised whether only the fast machine has seen it work, and not the one that judges
 * @param failure why it is out; null as long as it is in
 * @param evidence the failure for a model: everything that helps to mend it
 */
public record Trial(
        Contender contender,
        Feature feature,
        List<Reply> replies,
        BuildResult built,
        List<Scenario> fresh,
        Discrimination proof,
        Strength strength,
        boolean held,
        boolean surmised,
        RunFailure failure,
        String evidence) {

    private static final String QEMU = "QEMU";
    private static final String FAST_MACHINE = "the fast machine alone";

    public Trial {
        replies = List.copyOf(replies);
        fresh = List.copyOf(fresh);
    }

    static Trial of(Contender contender, Feature feature, List<Reply> replies) {
        return new Trial(contender, feature, replies, null, List.of(), null, null, false, false, null, "");
    }

    static Trial unusable(Contender contender, List<Reply> replies, Problem problem, String evidence) {
        RunFailure failure = RunFailure.of(Stage.GENERATE, problem);
        return new Trial(contender, null, replies, null, List.of(), null, null, false, false, failure, evidence);
    }

    Trial built(BuildResult result, List<Scenario> scenarios) {
        return new Trial(
                contender, feature, replies, result, scenarios, proof, strength, held, surmised, failure, evidence);
    }

    Trial failed(RunFailure why, String text) {
        return new Trial(contender, feature, replies, built, fresh, proof, strength, held, surmised, why, text);
    }

    Trial proved(Discrimination shown) {
        return new Trial(contender, feature, replies, built, fresh, shown, strength, held, false, failure, evidence);
    }

    /** The same once the fast machine has seen it work. */
    Trial surmised(Discrimination shown) {
        return new Trial(contender, feature, replies, built, fresh, shown, strength, held, true, failure, evidence);
    }

    Trial measured(Strength figures, boolean hasToReachTheFloor) {
        return new Trial(
                contender,
                feature,
                replies,
                built,
                fresh,
                proof,
                figures,
                hasToReachTheFloor,
                surmised,
                failure,
                evidence);
    }

    /** Verified before not, then stronger tests, then fewer bytes, then fewer tokens. */
    static int bestFirst(Trial one, Trial other) {
        return Comparator.comparing(Trial::isIn, Comparator.reverseOrder())
                .thenComparing(Trial::isVerified, Comparator.reverseOrder())
                .thenComparing(Trial::caughtPercent, Comparator.reverseOrder())
                .thenComparing(Trial::executedPercent, Comparator.reverseOrder())
                .thenComparingInt(Trial::sizeBytes)
                .thenComparingInt(Trial::tokens)
                .compare(one, other);
    }

    /** Mutants of its code that its tests catch; 0 where that was not measured. */
    int caughtPercent() {
        return strength == null ? 0 : strength.caughtPercent();
    }

    /** Instructions of it that its tests execute; 0 where that was not measured. */
    int executedPercent() {
        return strength == null ? 0 : strength.executedPercent();
    }

    /** Whether its tests would have to be stronger to call it verified. */
    boolean isWeak() {
        return held && strength != null && !Floor.isReachedBy(strength);
    }

    /** What testing showed, in one line. */
    String verdict() {
        return StrengthText.verdict(proof, strength, held);
    }

    private int sizeBytes() {
        return built == null ? Integer.MAX_VALUE : built.sizeBytes();
    }

    /** Whether nothing has spoken against it so far. */
    boolean isIn() {
        return failure == null;
    }

    boolean isVerified() {
        return isIn() && !surmised && proof != null && proof.verdict() == Verdict.PASS;
    }

    /** Prompt and completion tokens of all its answers; 0 where unknown. */
    int tokens() {
        return replies.stream().mapToInt(Reply::tokens).sum();
    }

    /**
     * Whether its author can be asked again. Recipes have said what they know; a model that cannot be asked will not be
     * there a moment later; and one whose answers could not be read has had its own number of answers.
     */
    boolean canBeMended() {
        return contender.model().isLanguageModel() && failure.stage() != Stage.GENERATE;
    }

    /** Its author, told what was wrong with this answer. */
    Contender told() {
        Lessons more = contender.lessons().after(replies.get(replies.size() - 1), evidence);
        Contender told = contender.with(more);
        return proof == null ? told : told.after(proof);
    }

    /** The model that wrote it. */
    public String author() {
        return replies.isEmpty()
                ? contender.model().id()
                : replies.get(replies.size() - 1).model();
    }

    /** The outcome in a few words, for people. */
    public String outcome() {
        if (failure != null) {
            return failure.stage().label() + ": " + failure.message();
        }
        if (built == null) {
            return "not built";
        }
        String how = surmised
                ? "works on the fast machine, and a better one was verified"
                : isWeak() ? "works as far as tested" : isVerified() ? "verified" : "not tested";
        String figures = strength == null ? "" : ", " + strength;
        return how + figures + ", " + built.sizeBytes() + " bytes, " + tokens() + " tokens";
    }

    Attempt attempt(WorkItem item, int round, boolean won) {
        String name = feature == null ? item.feature() : feature.name();
        return new Attempt(
                Stage.GENERATE,
                name.isEmpty() ? "feature" : name,
                round,
                contender.name(),
                author(),
                outcome(),
                won,
                figures(),
                evidence,
                replies);
    }

    private Attempt.Figures figures() {
        boolean works = isIn() && proof != null && proof.verdict() == Verdict.PASS;
        return built == null
                ? null
                : new Attempt.Figures(
                        built.sizeBytes(),
                        strength == null ? null : StrengthFigures.of(strength),
                        works ? (surmised ? FAST_MACHINE : QEMU) : null);
    }
}
