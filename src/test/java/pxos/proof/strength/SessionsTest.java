package pxos.proof.strength;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class SessionsTest {

    @Test
    void takesTheKeysOfTestsThatWaitOrSwitchOffInBetween() {
        Scenario clock = new Scenario("the clock goes on", List.of(new Step("{Wait 20}clock{boot}{Enter}", List.of())));
        Sessions sessions = new Sessions(List.of(clock), List.of(clock), List.of("clock"));
        List<Session> some = IntStream.range(0, 50).mapToObj(sessions::session).toList();
        assertThat(some).allSatisfy(session -> assertThat(session.strokes()).isNotEmpty());
        assertThat(some).anySatisfy(session -> assertThat(session.keys()).contains("clock{Enter}"));
    }
}
