package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.os.TextScreen;
import pxos.proof.Evidence;
import pxos.proof.Fault;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class ChangedBehaviourTest {

    private static final Scenario TAB =
            new Scenario("Tab and Esc do nothing", List.of(new Step("a{Tab}b{Esc}c", List.of("row \"{prompt}abc\""))));
    private static final Scenario CLEAR =
            new Scenario("clear empties the screen", List.of(new Step("clear{Enter}", List.of("absent \"abc\""))));

    private static ScenarioResult failed(Scenario test, Fault fault) {
        Evidence evidence = new Evidence(1, "", List.of(), fault, "", TextScreen.blank());
        return new ScenarioResult(
                test.name(), Verdict.FAIL, "because", Duration.ZERO, evidence, TextScreen.blank(), List.of());
    }

    private static List<Scenario> givingWay(String goal, ScenarioResult... failures) {
        return ChangedBehaviour.declaredBy(goal).givingWay(List.of(TAB, CLEAR), List.of(failures));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tab prints a star instead of nothing",
                "change Tab to print a star",
                "The Tab key no longer does nothing",
                "change the key {Tab} so that it beeps"
            })
    void aTestGivesWayToAGoalThatChangesWhatItSpeaksOf(String goal) {
        assertThat(givingWay(goal, failed(TAB, null))).containsExactly(TAB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add a command tab", "Tab prints a star", "Escape prints a star instead of nothing"})
    void noTestGivesWayToAnyOtherGoal(String goal) {
        assertThat(givingWay(goal, failed(TAB, null))).isEmpty();
    }

    @Test
    void noTestGivesWayWhereAnotherFailsToo() {
        String goal = "Tab prints a star instead of nothing";
        assertThat(givingWay(goal, failed(TAB, null), failed(CLEAR, null))).isEmpty();
        assertThat(givingWay(goal)).isEmpty();
    }

    @Test
    void noTestGivesWayToACrash() {
        Fault spin = new Fault(Fault.Kind.SPIN, "computed");
        assertThat(givingWay("Tab prints a star instead of nothing", failed(TAB, spin)))
                .isEmpty();
    }
}
