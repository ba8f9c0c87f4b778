package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class ConstantTest {

    private static Scenario wanting(String... expected) {
        return new Scenario(
                "t",
                List.of(
                        new Step("", List.of()),
                        new Step("zap 1x{Enter}", List.of(expected)),
                        new Step("zap{Enter}", List.of("contains \"Error: a number\""))));
    }

    @Test
    void knowsTestsThatWantNothingButErrors() {
        assertThat(Constant.wantsAnErrorEachTime(wanting("row \"Error: a number\"")))
                .isTrue();
        assertThat(Constant.wantsAnErrorEachTime(wanting("answer contains count 2 \"Error: a number\"", "idle")))
                .isTrue();
        assertThat(Constant.wantsAnErrorEachTime(wanting("row \"5\""))).isFalse();
    }
}
