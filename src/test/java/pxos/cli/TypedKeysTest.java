package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.scenario.Step;

class TypedKeysTest {

    private static List<String> keys(String sent) {
        return TypedKeys.of(sent.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsWhatTerminalsSendForKeys() {
        assertThat(keys("hi\r")).containsExactly("h", "i", "{Enter}");
        assertThat(keys("\177\b\t\033")).containsExactly("{Backspace}", "{Backspace}", "{Tab}", "{Esc}");
        assertThat(keys("\033[A\033OB\033[H\033[5~\033[3~"))
                .containsExactly("{Up}", "{Down}", "{Home}", "{PageUp}", "{Delete}");
        assertThat(keys("\033OP\033[15~\033[24~\033[1;5C")).containsExactly("{F1}", "{F5}", "{F12}", "{Right}");
        assertThat(keys("\033x\001{")).containsExactly("{Alt+x}", "{Ctrl+a}", "{{");
    }

    @Test
    void leavesWithCtrlCAndWithTheKeyOfTelnet() {
        assertThat(keys("a\003")).containsExactly("a", TypedKeys.LEAVE);
        assertThat(keys("\035")).containsExactly(TypedKeys.LEAVE);
    }

    @Test
    void everyKeyIsOneOfAScenario() {
        for (int character = 1; character < 256; character++) {
            for (String key : keys(String.valueOf((char) character))) {
                assertThat(key.isEmpty() || new Step(key, List.of()).inputs().size() == 1)
                        .as(key)
                        .isTrue();
            }
        }
        assertThat(keys("é\000\033[99~\033[Z")).isEmpty();
    }
}
