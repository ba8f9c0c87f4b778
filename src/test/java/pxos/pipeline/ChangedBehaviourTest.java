package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        List<Scenario> all = List.of(TAB, CLEAR);
        List<List<Scenario>> ways = ChangedBehaviour.declaredBy(goal).insteadOf(all, List.of(failures));
        List<Scenario> left = ways.isEmpty() ? all : ways.get(ways.size() - 1);
        return all.stream().filter(test -> !left.contains(test)).toList();
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
    @ValueSource(strings = {"Add a command tab", "The enter key prints a star", "Del prints a star instead of nothing"})
    void noTestGivesWayToAnyOtherGoal(String goal) {
        assertThat(givingWay(goal, failed(TAB, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "change clear to print a row of stars,true",
        "Change the clear command so that it beeps,true",
        "Change the command clear to do nothing,true",
        "Change the prompt to clear>,false",
        "Change the hello message to clear,false",
        "Change empties to clear,true",
        "Add a command clear,false"
    })
    void aTestGivesWayToAGoalThatChangesTheCommandItSpeaksOf(String goal, boolean gives) {
        assertThat(givingWay(goal, failed(CLEAR, null)).contains(CLEAR)).isEqualTo(gives);
    }

    @ParameterizedTest
    @CsvSource({
        "Tab prints a star,ab{Esc}c",
        "When I press escape show the time,a{Tab}bc",
        "print a star with Esc and a plus with tab,abc",
        "F5 prints the time,a{Tab}b{Esc}c"
    })
    void aTestIsRunWithoutTheKeysThatAGoalNames(String goal, String left) {
        List<List<Scenario>> ways =
                ChangedBehaviour.declaredBy(goal).insteadOf(List.of(TAB, CLEAR), List.of(failed(TAB, null)));
        if (left.equals("a{Tab}b{Esc}c")) {
            assertThat(ways).isEmpty();
        } else {
            assertThat(ways).hasSize(1);
            assertThat(ways.get(0).get(0).steps().get(0).keys()).isEqualTo(left);
            assertThat(ways.get(0).get(0).steps().get(0).expect())
                    .isEqualTo(TAB.steps().get(0).expect());
            assertThat(ways.get(0).get(1)).isEqualTo(CLEAR);
        }
    }

    @Test
    void keysAreNamedInManyWaysAndOrdinaryWordsAreNone() {
        assertThat(NamedKeys.in("Let F5 and f12 beep, Ctrl+L clear, and the up arrow show the last line")
                        .names())
                .containsExactlyInAnyOrder("F5", "F12", "Ctrl+L", "Up");
        assertThat(NamedKeys.in("Add a command f5, one called tab, and go up, left and home at the end")
                        .names())
                .isEmpty();
    }

    @Test
    void noTestGivesWayWhereAnotherFailsToo() {
        String goal = "Tab prints a star instead of nothing";
        assertThat(givingWay(goal, failed(TAB, null), failed(CLEAR, null))).isEmpty();
        assertThat(givingWay(goal)).isEmpty();
    }

    /** So that an author is told of the new test alone, and does not mend what may stay as it is. */
    @Test
    void aTestGivesWayThoughANewOneFailsToo() {
        Scenario own = new Scenario("a star is there", List.of(new Step("{Tab}", List.of("contains \"*\""))));
        assertThat(givingWay("Tab prints a star instead of nothing", failed(TAB, null), failed(own, null)))
                .containsExactly(TAB);
    }

    @Test
    void noTestGivesWayToACrash() {
        Fault spin = new Fault(Fault.Kind.SPIN, "computed");
        assertThat(givingWay("Tab prints a star instead of nothing", failed(TAB, spin)))
                .isEmpty();
    }
}
