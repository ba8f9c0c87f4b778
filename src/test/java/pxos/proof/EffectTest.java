package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Change the prompt to "ok> "                   | PROMPT   | true
            Use another command prompt                    | PROMPT   | true
            Add a command zap that prints "prompt"        | PROMPT   | false
            Add command promote                           | PROMPT   | false
            Update hello message                          | GREETING | true
            Greet me                                      | GREETING | true
            Show the time when pxOS starts                | GREETING | true
            Add a command zap that prints ZAP             | GREETING | false
            Add a command that says 'hello'               | GREETING | false
            Type everything in capitals                   | KEYS     | true
            Let F1 print the help                         | KEYS     | true
            Press F1 for help                             | KEYS     | true
            Make the palette darker                       | DEVICES  | true
            Make the screen white on blue                 | DEVICES  | false
            Make the screen white on blue                 | COLOURS  | true
            Report unknown commands as errors             | LINES    | true
            Add a command zap that prints ZAP             | LINES    | false
            Add a command bye that halts the machine      | HALT     | true
            Add a command zap that prints ZAP             | HALT     | false
            Add a command again that restarts pxOS        | RESET    | true
            Add a command zap that saves a note           | WRITES   | true
            Add a command zap that prints ZAP             | WRITES   | false
            Add a command that sets the clock             | CLOCK    | true
            """)
    void isAskedForByTheWordsOfAGoal(String goal, Effect effect, boolean asked) {
        assertThat(effect.isAskedFor(goal)).isEqualTo(asked);
    }
}
