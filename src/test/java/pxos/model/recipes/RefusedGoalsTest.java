package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals that no recipe answers, and what is suggested instead. */
class RefusedGoalsTest {

    private static final RecipeBook BOOK = Recipes.book();

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
        assertThat(Recipes.features(goal)).as(goal).isEmpty();
        assertThat(BOOK.suggestions(goal)).hasSize(BOOK.recipes().size());
    }

    @Test
    void refusesAGoalOfTenThousandCharacters() {
        assertThat(Recipes.reason("help ".repeat(2000)))
                .isEqualTo("the goal has 10000 characters; a goal has at most 1000");
    }

    @Test
    void refusesAGoalThatCanBeReadInTwoWays() {
        assertThat(Recipes.reason("Change hello message to hello and reboot"))
                .isEqualTo("the goal can be read in two ways; put the text into quotation marks");
        assertThat(Recipes.slots("Change hello message to \"hello and reboot\""))
                .containsEntry("message", "hello and reboot");
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
        assertThat(Recipes.reason(goal)).isNotEmpty();
        assertThat(BOOK.suggestions(goal).get(0)).isEqualTo(suggestion);
        assertThat(BOOK.whyNot(goal).reason()).endsWith("; did you mean '" + suggestion + "'?");
    }

    /** A word that is near another by its letters alone, or that many recipes know. */
    @ParameterizedTest
    @ValueSource(strings = {"snake", "arrow keys", "reverse text", "play tetris", "calculator"})
    void suggestsNothingThatIsOnlyNearByItsLetters(String goal) {
        assertThat(BOOK.whyNot(goal).reason()).endsWith("no recipe answers the goal '" + goal + "'");
    }
}
