package pxos.model.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.model.prompt.PromptFile.Section;

/** Prompt files, and what of their sections fits into a budget. */
class PromptFileTest {

    private static Section section(String name, int priority, int floorTokens, String text) {
        return new Section(name, priority, floorTokens, Section.Form.TEXT, "", text);
    }

    @Test
    void anUndefinedVariableFails() {
        PromptFile file = PromptFile.parse("--- a priority=1\nHello {{who}}\n");
        assertThatThrownBy(() -> file.render(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("undefined variable {{who}} in section a");
        PromptFile conditional = PromptFile.parse("--- a priority=1 when=who\nHello\n");
        assertThatThrownBy(() -> conditional.render(Map.of())).hasMessageContaining("{{who}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no section", "--- a\nx", "--- a priority=0\nx", "--- A priority=1\n"})
    void refusesAMalformedPromptFile(String text) {
        assertThatThrownBy(() -> PromptFile.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichPromptFileIsMissing() {
        assertThatThrownBy(() -> PromptFile.named("none.md")).hasMessageContaining("prompts/none.md");
    }

    @Test
    void cutsAtALineEndAndSaysSo() {
        String text = String.join("\n", Collections.nCopies(100, "a line of some words")) + "\n";
        List<String> fitted = PromptBudget.fit(List.of(section("s", 1, 0, text)), 100);
        assertThat(fitted.get(0)).endsWith("a line of some words\n… (cut)\n");
        assertThat(TokenEstimate.of(fitted.get(0))).isLessThanOrEqualTo(100);
    }

    @Test
    void neverSplitsACharacterInTwo() {
        String text = "😀".repeat(500);
        for (int budget = 30; budget < 60; budget++) {
            String fitted =
                    PromptBudget.fit(List.of(section("s", 1, 0, text)), budget).get(0);
            assertThat(fitted.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        }
    }

    @Test
    void servesFloorsBeforeLowerPriorities() {
        String many = "word ".repeat(1000);
        List<String> fitted = PromptBudget.fit(
                List.of(section("first", 1, 40, many), section("floor", 2, 60, many), section("rest", 3, 0, many)),
                200);
        assertThat(TokenEstimate.of(fitted.get(0))).isBetween(100, 140);
        assertThat(TokenEstimate.of(fitted.get(1))).isBetween(40, 60);
        assertThat(fitted.get(2)).isEmpty();
    }

    @Test
    void estimatesOnTheSafeSide() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("mov si, ver_text")).isBetween(6, 10);
        assertThat(TokenEstimate.of("7C40 1234 FF")).isGreaterThanOrEqualTo(8);
        assertThat(TokenEstimate.of("日本語")).isGreaterThanOrEqualTo(6);
        assertThat(TokenEstimate.of("x".repeat(3300))).isGreaterThanOrEqualTo(1000);
    }
}
