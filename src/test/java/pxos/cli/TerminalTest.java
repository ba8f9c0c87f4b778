package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.cli.Terminal.Color;
import pxos.os.TextScreen;
import pxos.pipeline.RunContext;
import pxos.pipeline.Stage;

class TerminalTest {

    private static final Map<String, String> ON_80 =
            Map.of("PXOS_TERMINAL", "1", "PXOS_TERMINAL_OUT", "1", "PXOS_COLUMNS", "80");

    private static String shown(Terminal terminal, boolean quiet, String progress) {
        StringWriter err = new StringWriter();
        Console console =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), null, terminal, quiet);
        console.started(Stage.ANALYSE, RunContext.neverBegan("a goal", Problem.input("a problem")));
        console.progress(progress);
        console.note("a note");
        return err.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 120})
    void aLiveLineNeverReachesTheLastColumn(int columns) {
        Terminal terminal = new Terminal(true, true, columns, false, false);
        String shown = shown(terminal, false, "tokens of a model that streams its answer ".repeat(9));
        assertThat(shown.split("\r\033\\[K|\n"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
    }

    @Test
    void wideCharactersCountTwice() {
        assertThat(Terminal.cut("日本語日本語", 7)).isEqualTo("日本語…");
        assertThat(Terminal.cut("日本語", 6)).isEqualTo("日本語");
        assertThat(Terminal.cut("🙂🙂🙂", 5)).isEqualTo("🙂🙂…");
    }

    @Test
    void quietMeansNoProgressAndNoNotes() {
        assertThat(shown(Terminal.of(ON_80, null), true, "progress")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 83})
    void aScreenFitsIntoTheTerminal(int columns) {
        TextScreen screen = TextScreen.blank();
        List<String> lines = ResultText.screen(screen, new Terminal(true, true, columns, false, false));
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @Test
    void aVerdictIsBrokenBetweenWords() {
        String verdict =
                "PASS - 61 checks passed, 2 of 4 new ones fail without the change; 100 % executed, 36 of 37 caught";
        assertThat(Terminal.of(ON_80, null).wrapped(verdict).lines())
                .containsExactly(
                        "PASS - 61 checks passed, 2 of 4 new ones fail without the change; 100 %",
                        "  executed, 36 of 37 caught");
        assertThat(Terminal.of(ON_80, null).wrapped("  " + "x".repeat(90))).isEqualTo("  " + "x".repeat(90));
        assertThat(Terminal.of(ON_80, null)
                        .wrapped("  " + "x".repeat(90) + " yes")
                        .lines())
                .containsExactly("  " + "x".repeat(90), "    yes");
        assertThat(Terminal.NONE.wrapped(verdict)).isEqualTo(verdict);
    }

    @Test
    void aScreenHasItsFrameWhereThereIsRoom() {
        assertThat(ResultText.screen(TextScreen.blank(), Terminal.NONE).get(0))
                .startsWith("  ┌")
                .hasSize(84);
    }

    @Test
    void coloursAreForTerminalsUnlessSomebodySaysOtherwise() {
        StringWriter out = new StringWriter();
        Terminal.of(ON_80, null).out().verdict(new Door(out), "PASS - 3 of 3 \033[31m");
        assertThat(out.toString())
                .as("what a model says has no colours")
                .isEqualTo("\033[1;32mPASS\033[0m - 3 of 3 \uFFFD[31m");
        assertThat(Terminal.of(Map.of("PXOS_TERMINAL", "0", "PXOS_TERMINAL_OUT", "0"), Color.AUTO)
                        .out()
                        .isOn())
                .isFalse();
        assertThat(Terminal.of(Map.of("PXOS_TERMINAL_OUT", "0"), Color.ALWAYS)
                        .out()
                        .isOn())
                .isTrue();
        assertThat(Terminal.of(ON_80, Color.NEVER).err().isOn()).isFalse();
        for (Map<String, String> no : List.of(Map.of("NO_COLOR", "1"), Map.of("TERM", "dumb"))) {
            Map<String, String> environment = new java.util.HashMap<>(ON_80);
            environment.putAll(no);
            assertThat(Terminal.of(environment, Color.AUTO).out().isOn())
                    .as(no.toString())
                    .isFalse();
        }
    }
}
