package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import pxos.os.AddressRange;
import pxos.proof.Discrimination;
import pxos.scenario.Scenario;

/**
 * A feature that was built in this run, as it stands in the result.
 *
 * @param name its name
 * @param goal the goal for it, in words
 * @param milestone id of the milestone it belongs to; empty where none
 * @param prerequisite whether it was built only because a later feature needs it
 * @param generator who wrote it
 * @param chosenBecause why this answer was taken out of several; empty where there was only one
 * @param attempts code attempts it took
 * @param tokens prompt and completion tokens together; 0 where unknown
 * @param strength how strong its tests are; null where they were not run
 * @param verdict what its own tests showed, in one line; empty where they were not run
 * @param bytes bytes it takes
 * @param addresses where they are
 * @param primitives number of primitives in the answer
 * @param scenarios the tests that show it
 * @param proofOrNull what its own tests showed; null where they were not run
 * @param replacedTests names of the plan's tests that failed at first and gave way to tests of the answer
 * @param caveats what its proof leaves open, in words
 * @param texts texts and names that a model wrote into it; none where the library knows it
 */
public record BuiltFeature(
        String name,
        String goal,
        String milestone,
        boolean prerequisite,
        String generator,
        String chosenBecause,
        int attempts,
        int tokens,
        StrengthFigures strength,
        String verdict,
        int bytes,

        List<AddressRange> addresses,

        @JsonIgnore int primitives,
        @JsonIgnore List<Scenario> scenarios,
        @JsonIgnore Discrimination proofOrNull,
        @JsonIgnore List<String> replacedTests,
        @JsonIgnore List<String> caveats,
        @JsonIgnore List<String> texts) {

    public BuiltFeature {
        addresses = List.copyOf(addresses);
        scenarios = List.copyOf(scenarios);
        replacedTests = List.copyOf(replacedTests);
        caveats = List.copyOf(caveats);
        texts = List.copyOf(texts);
    }

    /** @param why why this answer was taken; empty where it was the only one */
    static BuiltFeature of(Round round, Trial best, String why) {
        return new BuiltFeature(
                best.feature().name(),
                round.item().goal(),
                round.item().milestone(),
                round.item().prerequisite(),
                best.author(),
                why,
                round.number(),
                best.tokens(),
                best.strength() == null ? null : StrengthFigures.of(best.strength()),
                best.proof() == null ? "" : best.verdict(),
                best.built().sizeBytes(),
                best.built().written(),
                best.feature().primitives().size(),
                best.fresh(),
                best.proof(),
                round.replacedTests(best),
                Caveats.of(round, best),
                best.contender().model().isLanguageModel() ? OwnTexts.of(best.feature()) : List.of());
    }

    /** The scenario of this name. */
    Optional<Scenario> scenario(String wanted) {
        return scenarios.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}
