package pxos.pipeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.json.Json;
import pxos.model.Question;
import pxos.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The question for the same feature in fewer bytes.
 *
 * @param title what the feature does, with its name in front
 * @param sizeBytes what it takes now, without what attaches it
 * @param code its labels, instructions and data, one line each
 * @param kept labels that the OS calls or reads, which the answer has to define again
 * @param tests those that it has to pass
 * @param refusals why earlier answers were of no use
 */
record AskForSmaller(
        String title, int sizeBytes, List<String> code, List<String> kept, List<Scenario> tests, List<String> refusals)
        implements Question {

    private static final int MOST_TESTS = 12;
    private static final int LONGEST_ANSWER = 6000;
    private static final int ANSWER_TOKENS = 1500;

    private static final String SYSTEM =
            "You make features of pxOS smaller. pxOS is a very small operating system in 16-bit real mode. A feature must do exactly what it does"
                    + " now, in fewer bytes. Write NASM assembly, the data too (db, dw), and nothing but labels, instructions and data."
                    + " Services, by near calls: putc prints AL; puts prints the text at SI up to its NUL; newline; errs prints an"
                    + " error text at SI; skip moves SI over blanks, AL = the character there; getkey; readsec. They keep all other"
                    + " registers. A routine that a list or a command calls may change any register but SS:SP. Smaller: jmp instead of"
                    + " call and ret, xchg with ax, lodsb and stosb, loop, registers that hold a number already, one end for all"
                    + " ways. Answer with JSON.";

    private static final String EXAMPLE_ASKED = """
            Feature hi: prints Hi
            It takes 13 bytes:
            hi_run:
            mov si, hi_text
            call puts
            mov ax, 0
            ret
            hi_text: db "Hi", 0
            Labels to keep: hi_run
            Smaller?""";

    private static final String EXAMPLE =
            "{\"code\":\"hi_run:\\n mov si, hi_text\\n jmp puts\\nhi_text: db \\\"Hi\\\", 0\"}";

    @Override
    public String name() {
        return "smaller";
    }

    @Override
    public List<Turn> turns() {
        return Question.afterAnExample(SYSTEM, EXAMPLE_ASKED, EXAMPLE, facts());
    }

    private String facts() {
        return Stream.of(
                        Stream.of("Feature " + title, "It takes " + sizeBytes + " bytes:"),
                        code.stream(),
                        Stream.of("Labels to keep: " + String.join(", ", kept), "It is tested with:"),
                        tests.stream()
                                .flatMap(test -> test.steps().stream())
                                .limit(MOST_TESTS)
                                .map(step -> "- " + step.keys() + " -> " + String.join(", ", step.expect())),
                        refusals.stream().map(why -> "Not again: " + why),
                        Stream.of("Smaller?"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public JsonNode schema() {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("code");
        schema.putObject("properties").putObject("code").put("type", "string").put("maxLength", LONGEST_ANSWER);
        return schema;
    }

    @Override
    public Set<String> required() {
        return Set.of("code");
    }

    @Override
    public int answerTokens() {
        return ANSWER_TOKENS;
    }
}
