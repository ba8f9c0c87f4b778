package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a quarter of a million characters that look like the beginning of many objects. */
class LongAnswerIT {

    /** A quadratic scanner takes minutes for some of these; the deadline only ends it. */
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "{",
                "[",
                "{\"a\":",
                "{\"a\":[",
                "{\"",
                "\"{",
                "{\"a\":{}",
                "{\"\\",
                "{\"{\\\"",
                "{}",
                "{ ",
                "{\"a\":1,",
                "{\"a\":\"{\",",
                "</think>",
                "<think>",
                "[{\"a\":",
                "{\"a\":0000"
            })
    void takesLinearTimeWhateverIsRepeated(String piece) {
        String text = piece.repeat((1 << 18) / piece.length());
        ChatAnswer.Said answer = new ChatAnswer.Said(text + Requests.ANSWER, "", "stop");
        assertThat(AnswerText.jsonOf(answer, Set.of("feature"))).isNotNull();
        assertThat(AnswerText.jsonOf(new ChatAnswer.Said(text, "", "stop"), Set.of()))
                .isNotNull();
    }
}
