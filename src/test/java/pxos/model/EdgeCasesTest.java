package pxos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class EdgeCasesTest {

    private static String missing(String goal, String... keys) {
        List<Step> steps =
                Stream.of(keys).map(typed -> new Step(typed, List.of())).toList();
        return EdgeCases.missingIn(List.of(new Scenario("t", steps)), goal);
    }

    @Test
    void asksForNumbersThatAreTooLargeMissingOrMalformed() {
        assertThat(missing("Add a command add that prints the sum of two numbers", "add 2 3{Enter}"))
                .contains("beyond 65535 (add 70000)", "no number at all (add)", "a malformed number (add 12x)");
        assertThat(missing(
                        "Print the sum of two numbers",
                        "add 2 3{Enter}add 70000 1{Enter}",
                        "add{Enter}add 1x 2{Enter}"))
                .isEmpty();
        assertThat(missing("Print the sum of two numbers", "add 40000 30000{Enter}add{Enter}add 2 a{Enter}"))
                .as("what is made of them is too large")
                .isEmpty();
        assertThat(missing("Convert a number to hex", "hex 255{Enter}hex{Enter}hex 1x{Enter}"))
                .isEqualTo(
                        "the goal speaks of numbers, and no test types a number beyond 65535 (hex 70000): add that to the"
                                + " tests, with what is to be shown then");
    }

    @Test
    void asksForNothingWhereNoNumberIsTyped() {
        assertThat(missing("Count how often a key was pressed", "abc{F2}")).isEmpty();
        assertThat(missing("Add a command called rot", "rot abc{Enter}")).isEmpty();
        assertThat(missing(
                        "Add a command vowels that prints the number of vowels in its argument", "vowels 123{Enter}"))
                .isEmpty();
        assertThat(missing("Let echo print its text", "echo 123{Enter}")).isEmpty();
    }

    @Test
    void asksForTextsWithABlankAndForNone() {
        assertThat(missing("Add a command len that prints the length of its text", "len abc{Enter}"))
                .isEqualTo(
                        "the goal speaks of a text, and no test types two words (len ab cd), or no text at all (len):"
                                + " add that to the tests, with what is to be shown then");
        assertThat(missing("Print a text backwards", "rev abc{Enter}rev ab cd{Enter}rev{Enter}"))
                .isEmpty();
        assertThat(missing("Print the first line of a text file", "head A.TXT{Enter}"))
                .isEmpty();
        assertThat(missing("Set the colour of the prompt", "color red{Enter}")).isEmpty();
    }

    @Test
    void asksForNoTextsWhereANumberOrAFileIsMeant() {
        assertThat(missing(
                        "Add a command sq that prints the square of the number given as its argument",
                        "sq 5{Enter}sq 70000{Enter}sq{Enter}sq abc{Enter}"))
                .isEmpty();
        assertThat(missing(
                        "Add a command wc that counts the letters of the file named by its argument", "wc none{Enter}"))
                .isEmpty();
        assertThat(missing("Add a command up that converts its text to capitals", "up abc{Enter}"))
                .startsWith("the goal speaks of a text, and no test types two words (up ab cd)");
    }
}
