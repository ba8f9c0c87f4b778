package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DoorTest {

    private final StringWriter written = new StringWriter();
    private final Door door = new Door(written);

    @Test
    void letsNothingThroughThatMovesTheCursor() {
        door.print("a\u001b[2Jb");
        door.printf("%s %c", "\u009b31m\u202e", '\u0007');
        door.write("c\rd".toCharArray());
        assertThat(written).hasToString("a\uFFFD[2Jb\uFFFD31m\uFFFD \uFFFDc\uFFFDd");
    }

    @Test
    void writesWhatTheProgramItselfHasToSayToATerminal() {
        Door.control(door, "\r\033[K");
        door.println("Grüße 🙂");
        assertThat(written).hasToString("\r\033[KGrüße 🙂" + System.lineSeparator());
    }
}
