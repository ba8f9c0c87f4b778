package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.scenario.Observation.Rest;

class StepTest {

    private static final Step STEP = new Step("a{Enter}", List.of("reset", "row \"x\""));

    @Test
    void isParsedOnce() {
        assertThat(STEP.inputs()).extracting(Input::text).containsExactly("a", "{Enter}");
        assertThat(STEP.inputs()).isSameAs(STEP.inputs());
        assertThat(STEP.expectations()).hasSize(2).isSameAs(STEP.expectations());
    }

    @Test
    void waitsForAKeyUnlessItExpectsAnotherRest() {
        assertThat(STEP.rest()).isEqualTo(Rest.RESET);
        assertThat(new Step("", List.of("halted", "halted")).rest()).isEqualTo(Rest.HALTED);
        assertThat(new Step("", List.of("running")).rest()).isEqualTo(Rest.RUNS);
        assertThat(new Step("", List.of("no reset", "idle")).rest()).isEqualTo(Rest.WAITS_FOR_KEY);
    }

    @Test
    void equalsAStepOfTheSameTexts() {
        assertThat(STEP)
                .isEqualTo(new Step("a{Enter}", List.of("reset", "row \"x\"")))
                .hasSameHashCodeAs(new Step("a{Enter}", List.of("reset", "row \"x\"")))
                .isNotEqualTo(new Step("a{Enter}", List.of("reset")))
                .isNotEqualTo(new Step("a", STEP.expect()));
        assertThat(new Step(null, null)).isEqualTo(new Step("", List.of()));
    }
}
