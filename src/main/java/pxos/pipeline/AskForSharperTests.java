package pxos.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.model.Question;
import pxos.os.code.Instruction;
import pxos.proof.strength.Mutant;
import pxos.scenario.Scenario;

/**
 * The question for tests that notice small changes to a feature which the tests it has do not notice.
 *
 * @param title what the feature does, with its name in front
 * @param code its instructions
 * @param tests those it has
 * @param open the changes, of which the first few are told
 */
record AskForSharperTests(String title, List<Instruction> code, List<Scenario> tests, List<Mutant> open)
        implements TestsQuestion {

    private static final int MOST_CHANGES = 8;
    private static final int MOST_LINES = 120;

    private static final String SYSTEM =
            "You write tests for a feature of pxOS, a very small operating system in 16-bit real mode. The feature works. Each"
                    + " change below breaks it somewhere, and its tests do not notice. Write tests that pass on the code as it is and"
                    + " fail with the change: find keys that lead through the changed instruction. "
                    + VOCABULARY;

    private static final String EXAMPLE =
            "{\"tests\":[{\"name\":\"a long argument comes back whole\",\"steps\":[{\"keys\":\"echo {a*70}{Enter}\","
                    + "\"expect\":[\"row \\\"{a*70}\\\"\"]}]}]}";

    private static final String EXAMPLE_ASKED =
            "Feature echo: prints its argument\nChanges:\n- 7F02  cmp cl, 80  [80 -> 81]\nTests?";

    @Override
    public List<Turn> turns() {
        return Question.afterAnExample(SYSTEM, EXAMPLE_ASKED, EXAMPLE, facts());
    }

    private String facts() {
        return Stream.of(
                        Stream.of("Feature " + title),
                        code.stream().limit(MOST_LINES).map(Instruction::toString),
                        Stream.of("Tests that it has:"),
                        tests.stream().flatMap(test -> test.steps().stream()).map(step -> "- " + step.keys()),
                        Stream.of("Changes:"),
                        open.stream().limit(MOST_CHANGES).map(mutant -> "- " + mutant),
                        Stream.of("Tests?"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
