package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;

class WorkItemTest {

    private static final OsSource SOURCE = OsSource.parse("# base\nDEFINE putc 0x7C40\n")
            .with(new FeatureBlock(
                    "beep", "Command beep: plays a tone", "run_1", "recipes", false, List.of(), List.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Let the beep last longer                         | true
            Make command beep louder                         | true
            Make the beep command say something, too         | true
            Add a command zap that prints Z instead of a beep | false
            Add command zap to beep twice                    | false
            Add a command that is louder than beep           | false
            Say hello                                        | false
            """)
    void replacesAnOlderFeatureOnlyWhereTheGoalIsAboutIt(String goal, boolean replaces) {
        String objection = new WorkItem(goal, "", "", false).objection("beep", SOURCE);
        assertThat(objection.isEmpty()).as(objection).isEqualTo(replaces);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Add a command that prints its argument in Morse code | twice | true
            Add a command that prints its argument in Morse code | morse | false
            Add a command twice that doubles a number            | twice | false
            Add a command that spells its argument               | spell | false
            """)
    void takesNoExampleOfThePromptForAnAnswer(String goal, String command, boolean copied) {
        Feature answer = new Feature(
                command + "_command", null, List.of(new Primitive.Hook("commands", "run", command)), List.of());
        assertThat(new WorkItem(goal, "", "", false).objectionToCopy(answer).isEmpty())
                .isNotEqualTo(copied);
    }
}
