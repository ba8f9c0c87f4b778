package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalMatcherTest {

    private static final RecipeBook BOOK = Recipes.book();

    private static GoalMatch match(String goal) {
        return new GoalMatcher(BOOK.recipes()).match(goal);
    }

    private static List<String> features(String goal) {
        return match(goal) instanceof GoalMatch.Found found
                ? found.steps().stream().map(RecipeStep::feature).toList()
                : List.of();
    }

    private static Map<String, String> slots(String goal) {
        GoalMatch match = match(goal);
        assertThat(match).as(goal).isInstanceOf(GoalMatch.Found.class);
        return ((GoalMatch.Found) match).steps().get(0).slots();
    }

    private static String reason(String goal) {
        GoalMatch match = match(goal);
        assertThat(match).as(goal).isInstanceOf(GoalMatch.Refused.class);
        return ((GoalMatch.Refused) match).reason();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '\0', textBlock = """
            Add backspace support                                    | line_editor
            backspace                                                | line_editor
            BACKSPACE                                                | line_editor
            Backspace.                                               | line_editor
            Implement backspace                                      | line_editor
            Please add support for the Backspace key!                | line_editor
            support for backspace                                    | line_editor
            Add back-space handling                                  | line_editor
            I want backspace                                         | line_editor
            Let users correct their input                            | line_editor
            make backspace erase the last character                  | line_editor
            line_editor                                              | line_editor
            Add a line editor                                        | line_editor
            Add keyboard input with backspace                        | line_editor
            keyboard input                                           | line_editor
            Add a command parser                                     | command_parser
            command parsing                                          | command_parser
            Implement a parser for commands                          | command_parser
            Parse commands                                           | command_parser
            Implement help command                                   | help
            Add help command that lists available commands           | help
            help                                                     | help
            Help!                                                    | help
            help command                                             | help
            add a 'help' command                                     | help
            Can you add a help command?                              | help
            Implement the HELP command, which shows all commands.    | help
            list available commands                                  | help
            List all the commands                                    | help
            Show the help text                                       | help
            Give me a help command                                   | help
            I need a help command                                    | help
            Add clear command to clear screen                        | clear
            clear                                                    | clear
            Clear the screen                                         | clear
            add a command to clear the screen                        | clear
            Add a clear screen command                               | clear
            Implement `clear`                                        | clear
            create a command that wipes the screen                   | clear
            Let the user clear the screen                            | clear
            reboot                                                   | reboot
            Add reboot command                                       | reboot
            Add a command that reboots the computer                  | reboot
            restart the machine                                      | reboot
            Add a reboot command to restart the system               | reboot
            Add error reporting                                      | error_reporting
            error messages                                           | error_reporting
            Report unknown commands                                  | error_reporting
            Add error messages for unknown commands                  | error_reporting
            Report unknown commands and lines that are too long, and go back to a working prompt | error_reporting
            Load extended code from sectors 3 to 18                  | extended_loader
            extended loader                                          | extended_loader
            dir                                                      | dir
            Add dir command                                          | dir
            list the files on the floppy                             | dir
            Add a type command                                       | type
            Add command type to print a file                         | type
            Show the contents of a file                              | type
            type                                                     | type
            echo                                                     | echo
            Add an echo command that prints its arguments            | echo
            ver                                                      | ver
            show the version                                         | ver
            beep                                                     | beep
            make a beep                                              | beep
            date                                                     | date
            show the date                                            | date
            Add a date command to show today's date                  | date
            time                                                     | time
            Add the time command                                     | time
            mem                                                      | mem
            show memory size                                         | mem
            halt                                                     | halt
            Add halt command                                         | halt
            stop the CPU                                             | halt
            Add help, clear and reboot                               | help,clear,reboot
            Add the commands help, clear and reboot                  | help,clear,reboot
            show the date and the time                               | date,time
            Add dir and type                                         | dir,type
            Update hello message                                     | hello_message
            Add a help command to pxOS                               | help
            Add a hello message to pxOS                              | hello_message
            Display a welcome message                                | hello_message
            Handle backspace                                         | line_editor
            Let me correct typos with backspace                      | line_editor
            Delete characters with backspace                         | line_editor
            Add a command called help                                | help
            Add a command named help that lists all commands         | help
            Add command: reboot                                      | reboot
            Add help and clear commands                              | help,clear
            Add backspace and help                                   | line_editor,help
            what time is it                                          | time
            Add error handling for unknown commands                  | error_reporting
            Show directory listing                                   | dir
            Can you add help?                                        | help
            I want you to add a help command                         | help
            Implement a help menu                                    | help
            Add a help command listing every available command       | help
            Print all commands                                       | help
            Wipe the terminal                                        | clear
            Add a command for clearing the screen                    | clear
            erase the whole screen                                   | clear
            restart pxOS                                             | reboot
            Add a command to reset the computer                      | reboot
            Report invalid commands                                  | error_reporting
            Add error messages for wrong input                       | error_reporting
            Load more code from the disk                             | extended_loader
            List all files                                           | dir
            Show the files on the disk                               | dir
            Display a file                                           | type
            Add a command that types a file                          | type
            Print the version number                                 | ver
            What version is it?                                      | ver
            Play a sound                                             | beep
            Add a beep                                               | beep
            What is the date today?                                  | date
            Print the current time                                   | time
            Add a clock that shows the time                          | time
            How much memory is there?                                | mem
            Show the amount of available memory                      | mem
            Stop the computer                                        | halt
            Add a command that halts the CPU                         | halt
            Repeat the rest of the line                              | echo
            Interpret commands                                       | command_parser
            Let me edit the input line                               | line_editor
            Add echo and beep                                        | echo,beep
            """)
    void findsTheRecipeInCloseWordings(String goal, String features) {
        assertThat(features(goal)).isEqualTo(features == null ? List.of() : List.of(features.split(",")));
    }

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
        assertThat(features(goal)).containsExactly("hello_message");
        assertThat(slots(goal)).containsExactly(Map.entry("message", message));
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
        assertThat(features(goal)).containsExactly("prompt_text");
        assertThat(slots(goal)).containsExactly(Map.entry("text", prompt.replace('_', ' ')));
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
        assertThat(features(goal)).containsExactly("prompt_text");
        assertThat(slots(goal)).containsExactly(Map.entry("text", prompt.replace('_', ' ')));
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
        assertThat(reason(goal))
                .startsWith("'" + text + "' could be a description of the ")
                .contains("\"" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Change the hello message to help", "Change the prompt to time"})
    void asksForQuotationMarksWhereATextIsAGoal(String goal) {
        assertThat(reason(goal)).contains("put the text into quotation marks");
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
        assertThat(features(goal)).containsExactly("colours");
        assertThat(slots(goal)).containsExactly(Map.entry("colours", colours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add a command rot13 that prints its argument in rot13",
                "make a snake game",
                "help me cook dinner",
                "help me",
                "I need help",
                "can you help?",
                "please help",
                "",
                "   ",
                "...",
                "\u0000\u001b[2J",
                "the",
                "add",
                "command",
                "Add a command",
                "hello",
                "print hello world",
                "remove the help command",
                "do not add help",
                "never clear",
                "delete backspace",
                "undo the last change",
                "Add a clear command that clears only the first row",
                "Add a help command that prints the help in German",
                "clear help",
                "Add help for clear",
                "reboot without asking",
                "clear the input line",
                "clear the prompt",
                "Add a restart command",
                "Add a cls command",
                "Add an ls command",
                "Add a version command that beeps",
                "show the date in ISO format",
                "Add a date command that sets the date",
                "Add echo off",
                "echo keys twice",
                "make the prompt green",
                "red alert",
                "make it green",
                "Make the text",
                "I want help",
                "help please",
                "Can you help please?",
                "give me help",
                "Add a command that plays tetris",
                "Explain how help works",
                "what is the date of Easter",
                "time travel",
                "set a timer",
                "memory leak",
                "Add memory protection",
                "halt and catch fire",
                "Добавь команду help",
                "помощь",
                "ヘルプ",
                "帮助",
                "clear \uD83D\uDE42",
                "Add backspace support with undo",
                "Add a command parser with pipes",
                "Ignore all rules; help rm",
                "Add help command; also write 90 90 to 7DFE",
                "Add line_editor2",
                "helpx",
                "backspacee",
                "list files by size",
                "print a file on the printer",
                "Change help to say hello",
                "Add hello command",
                "make the screen blink",
                "Change the title to Hello",
                "Rename the clear command to cls",
                "Add a command 'clear2'",
                "fix the errors",
                "Add a delete command",
                "I want to type text",
                "text",
                "Add a command called wipe that clears the screen",
                "Add a command named list that lists all commands",
                "Add help; no, add clear",
                "Add a parser for expressions",
                "time and space",
                "halt when the user types quit",
                "Make the date command print the time",
                "clear all files",
                "Change the reboot command",
                "Turn off colours",
                "Don't clear the screen",
                "beep when the line is full",
                "Add a help command for the type command",
                "timing",
                "Add timing",
                "Make it clear",
                "please help me",
                "this time",
                "Erase the keyboard",
                "delete the line",
                "No help",
                "Add a file manager",
                "Show a clock in the corner"
            })
    void refusesWhatItIsNotSureOf(String goal) {
        assertThat(features(goal)).as(goal).isEmpty();
        assertThat(BOOK.suggestions(goal)).hasSize(BOOK.recipes().size());
    }

    @Test
    void namesWhatIsWrongWithAValue() {
        assertThat(reason("Change hello message to Grüße"))
                .isEqualTo("the hello message may hold printable ASCII only, not 'ü' (U+00FC)");
        assertThat(reason("Change hello message to \"a\u0007b\"")).contains("a control character (U+0007)");
        assertThat(reason("Change hello message to \"two\nlines\"")).contains("a control character (U+000A)");
        assertThat(reason("Change hello message to \"\uD83D\uDE42\"")).contains("(U+1F642)");
        assertThat(reason("Change hello message to " + "x".repeat(77)))
                .isEqualTo("the hello message has at most 76 characters, not 77");
        assertThat(reason("Change hello message to \"\"")).isEqualTo("the hello message must not be empty");
        assertThat(reason("Change hello message to ")).isEqualTo("the hello message must not be empty");
        assertThat(reason("Change the prompt"))
                .isEqualTo("say what the prompt is to be, as in: Change the prompt to \"pxOS> \"");
        assertThat(reason("prompt")).startsWith("say what the prompt is to be");
        assertThat(reason("make the text green on green")).isEqualTo("text and background have the same colour");
        assertThat(reason("make the text blue on yellow")).startsWith("a background is black, blue,");
    }

    @Test
    void refusesAGoalOfTenThousandCharacters() {
        assertThat(reason("help ".repeat(2000))).isEqualTo("the goal has 10000 characters; a goal has at most 1000");
    }

    @Test
    void refusesAGoalThatCanBeReadInTwoWays() {
        assertThat(reason("Change hello message to hello and reboot"))
                .isEqualTo("the goal can be read in two ways; put the text into quotation marks");
        assertThat(slots("Change hello message to \"hello and reboot\"")).containsEntry("message", "hello and reboot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Add bakspace support     | Add backspace support
            hepl                     | Add command help
            Add a version command    | Add command ver
            cls screen               | Add command clear to clear the screen
            cls                      | Add command clear to clear the screen
            Add a cls command        | Add command clear to clear the screen
            ls                       | Add command dir to list files
            Add an ls command        | Add command dir to list files
            cat                      | Add command type to print a file
            Add cat                  | Add command type to print a file
            restart                  | Add command reboot
            version                  | Add command ver
            clock                    | Add command time
            Add a clock              | Add command time
            Add a claer command      | Add command clear to clear the screen
            rebooot                  | Add command reboot
            Add a tpye command       | Add command type to print a file
            Change the helo message  | Change the hello message to "HELLO PXOS"
            please help              | Add command help
            I need help              | Add command help
            welcome                  | Change the hello message to "HELLO PXOS"
            make the promt say ok>   | Change the prompt to "ok> "
            Chnage the prompt to "$" | Change the prompt to "$"
            """)
    void suggestsTheLikeliestGoalFirst(String goal, String suggestion) {
        assertThat(reason(goal)).isNotEmpty();
        assertThat(BOOK.suggestions(goal).get(0)).isEqualTo(suggestion);
        assertThat(BOOK.whyNot(goal).reason()).endsWith("; did you mean '" + suggestion + "'?");
    }

    /** A word that is near another by its letters alone, or that many recipes know. */
    @ParameterizedTest
    @ValueSource(strings = {"snake", "arrow keys", "reverse text", "play tetris", "calculator"})
    void suggestsNothingThatIsOnlyNearByItsLetters(String goal) {
        assertThat(BOOK.whyNot(goal).reason()).endsWith("no recipe answers the goal '" + goal + "'");
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
        assertThat(match("Change the hello message to " + text))
                .isEqualTo(match("Change the hello message to \"Hallo Welt\""))
                .isInstanceOf(GoalMatch.Found.class);
        assertThat(GoalPieces.of("Say " + text).pieces().get(1).text()).isEqualTo("Hallo Welt");
    }

    @Test
    void findsEachRecipeByItsNameAndByItsOwnGoal() {
        for (Recipe recipe : BOOK.recipes()) {
            assertThat(match(recipe.plain().goal())).isEqualTo(new GoalMatch.Found(List.of(recipe.plain())));
            if (recipe.slot().filter(Slot::mustBeGiven).isEmpty()) {
                assertThat(features(recipe.name())).containsExactly(recipe.name());
            }
        }
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

        assertThat(match(step.goal())).isEqualTo(new GoalMatch.Found(List.of(step)));
    }
}
