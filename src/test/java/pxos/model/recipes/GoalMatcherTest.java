package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalMatcherTest {

    private static final RecipeBook BOOK = Recipes.book();

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
        assertThat(Recipes.features(goal)).isEqualTo(features == null ? List.of() : List.of(features.split(",")));
    }

    @Test
    void findsEachRecipeByItsNameAndByItsOwnGoal() {
        for (Recipe recipe : BOOK.recipes()) {
            assertThat(Recipes.match(recipe.plain().goal())).isEqualTo(new GoalMatch.Found(List.of(recipe.plain())));
            if (recipe.slot().filter(Slot::mustBeGiven).isEmpty()) {
                assertThat(Recipes.features(recipe.name())).containsExactly(recipe.name());
            }
        }
    }
}
