package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and colours that a goal holds. */
class GoalTextsTest {

    private static final RecipeBook BOOK = Recipes.book();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '\0', textBlock = """
            Change hello message to HELLO PXOS v2                    | HELLO PXOS v2
            Update hello message                                     | HELLO PXOS
            update the Hello Message.                                | HELLO PXOS
            please change the hello text to 'Hi there'               | Hi there
            please change the hello text to 'Hi there'.              | Hi there
            Change the hello message to "Hi there", please           | Hi there
            Set hello message: Good Morning                          | Good Morning
            hello message = Good Morning                             | Good Morning
            Make the welcome message say Welcome Home                | Welcome Home
            Change the banner to “Curly Quotes”                      | Curly Quotes
            Change hello message to don't panic                      | don't panic
            Change hello message to say "hi" loudly                  | "hi" loudly
            Change hello message to "say "hi" now"                   | say "hi" now
            Change 'hello message' to 'Hi'                           | Hi
            Change the hello message to salt and pepper              | salt and pepper
            Change hello message to to be = or not                   | to be = or not
            CHANGE HELLO MESSAGE TO MiXeD cAsE                       | MiXeD cAsE
            Let the hello message be HI                              | HI
            Update hello message to: HELLO PXOS v2                   | HELLO PXOS v2
            Replace hello message with HELLO PXOS v2                 | HELLO PXOS v2
            Change the hello message so that it says Moin            | Moin
            Update the pxOS hello message to 100% {ok} \\            | 100% {ok} \\
            """)
    void takesTheHelloMessageAsItWasTyped(String goal, String message) {
        assertThat(Recipes.features(goal)).containsExactly("hello_message");
        assertThat(Recipes.slots(goal)).containsExactly(Map.entry("message", message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '\0', textBlock = """
            set the prompt to $ |$_
            set the prompt to $|$_
            Change prompt to "> "|>_
            Change prompt to ">"|>
            change the command prompt to READY.|READY._
            Make the prompt "> "|>_
            New prompt: >|>_
            The prompt should be >>>|>>>_
            prompt: C:\\>|C:\\>_
            """)
    void putsABlankAfterAPromptWithoutQuotationMarks(String goal, String prompt) {
        assertThat(Recipes.features(goal)).containsExactly("prompt_text");
        assertThat(Recipes.slots(goal)).containsExactly(Map.entry("text", prompt.replace('_', ' ')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '\0', textBlock = """
            I want the prompt to look like ok>                       | ok>_
            Make the prompt look like C:\\>                         | C:\\>_
            Change the prompt to ok                                  | ok_
            Change the prompt to "blue"                              | blue
            Change the prompt to 'the name of the OS'                | the name of the OS
            """)
    void takesThePromptThatTheGoalDescribes(String goal, String prompt) {
        assertThat(Recipes.features(goal)).containsExactly("prompt_text");
        assertThat(Recipes.slots(goal)).containsExactly(Map.entry("text", prompt.replace('_', ' ')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '\0', textBlock = """
            Change the hello message to show the date                | the date
            Change the hello message to show my name                 | my name
            Make the banner show hello world                         | hello world
            Change the hello message to the current time             | the current time
            Change the hello message to today's date                 | today's date
            Change the greeting to something nicer                   | something nicer
            Change the greeting to be friendlier                     | friendlier
            Change the prompt to blue                                | blue
            Change the prompt to bright green on black               | bright green on black
            Change the prompt to the name of the OS                  | the name of the OS
            Change the prompt to be shorter                          | shorter
            Change the prompt to show the time                       | the time
            Change the prompt to lowercase                           | lowercase
            """)
    void asksForQuotationMarksWhereATextCouldBeADescription(String goal, String text) {
        assertThat(Recipes.reason(goal))
                .startsWith("'" + text + "' could be a description of the ")
                .contains("\"" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Change the hello message to help", "Change the prompt to time"})
    void asksForQuotationMarksWhereATextIsAGoal(String goal) {
        assertThat(Recipes.reason(goal)).contains("put the text into quotation marks");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            make the text green on black                             | green on black
            Change the colours to yellow on blue                     | yellow on blue
            change colors                                            | green on black
            green text                                               | green on black
            make the background blue                                 | light grey on blue
            white letters on a blue background                       | white on blue
            Blue background with yellow text                         | yellow on blue
            Set the text colour to bright green                      | light green on black
            make everything light blue                               | light blue on black
            """)
    void readsColours(String goal, String colours) {
        assertThat(Recipes.features(goal)).containsExactly("colours");
        assertThat(Recipes.slots(goal)).containsExactly(Map.entry("colours", colours));
    }

    @Test
    void namesWhatIsWrongWithAValue() {
        assertThat(Recipes.reason("Change hello message to Grüße"))
                .isEqualTo("the hello message may hold printable ASCII only, not 'ü' (U+00FC)");
        assertThat(Recipes.reason("Change hello message to \"a\u0007b\"")).contains("a control character (U+0007)");
        assertThat(Recipes.reason("Change hello message to \"two\nlines\"")).contains("a control character (U+000A)");
        assertThat(Recipes.reason("Change hello message to \"\uD83D\uDE42\"")).contains("(U+1F642)");
        assertThat(Recipes.reason("Change hello message to " + "x".repeat(77)))
                .isEqualTo("the hello message has at most 76 characters, not 77");
        assertThat(Recipes.reason("Change hello message to \"\"")).isEqualTo("the hello message must not be empty");
        assertThat(Recipes.reason("Change hello message to ")).isEqualTo("the hello message must not be empty");
        assertThat(Recipes.reason("Change the prompt"))
                .isEqualTo("say what the prompt is to be, as in: Change the prompt to \"pxOS> \"");
        assertThat(Recipes.reason("prompt")).startsWith("say what the prompt is to be");
        assertThat(Recipes.reason("make the text green on green"))
                .isEqualTo("text and background have the same colour");
        assertThat(Recipes.reason("make the text blue on yellow")).startsWith("a background is black, blue,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "„Hallo Welt“",
                "„Hallo Welt”",
                "‚Hallo Welt‘",
                "»Hallo Welt«",
                "« Hallo Welt »",
                "«\u00A0Hallo Welt\u00A0»",
                "“Hallo Welt”",
                "“Hallo Welt“",
                "‘Hallo Welt’",
                "'Hallo Welt'"
            })
    void readsTheQuotationMarksOfOtherKeyboards(String text) {
        assertThat(Recipes.match("Change the hello message to " + text))
                .isEqualTo(Recipes.match("Change the hello message to \"Hallo Welt\""))
                .isInstanceOf(GoalMatch.Found.class);
        assertThat(GoalPieces.of("Say " + text).pieces().get(1).text()).isEqualTo("Hallo Welt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"hi\"",
                "it's",
                "'",
                "\"\"",
                " x ",
                "a \" b",
                "to be",
                "= x",
                "C:\\>",
                "please",
                "{message}",
                "$1 \\"
            })
    void leadsFromTheGoalOfAStepBackToTheStep(String message) {
        RecipeStep step = new RecipeStep(
                BOOK.recipes().stream()
                        .filter(r -> r.name().equals("hello_message"))
                        .findFirst()
                        .orElseThrow(),
                Map.of("message", message));

        assertThat(Recipes.match(step.goal())).isEqualTo(new GoalMatch.Found(List.of(step)));
    }
}
