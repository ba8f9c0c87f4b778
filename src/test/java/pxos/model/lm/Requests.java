package pxos.model.lm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.json.Json;
import pxos.model.OsFacts;
import pxos.model.Request;
import pxos.os.AddressRange;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Requests for tests. */
public final class Requests {

    public static final String PLAN_SCHEMA = "{\"type\":\"object\",\"required\":[\"feature\",\"steps\"]}";
    public static final String CODE_SCHEMA = "{\"type\":\"object\",\"required\":[\"feature\",\"primitives\"]}";
    public static final String ANSWER = "{\"feature\":\"rot13\",\"primitives\":[]}";

    private Requests() {}

    public static Schemas schemas() {
        return new Schemas(Json.read(PLAN_SCHEMA), Json.read(CODE_SCHEMA));
    }

    public static Request code(String goal) {
        return of(Request.Purpose.CODE, goal, List.of(), List.of(), facts(8));
    }

    public static Request plan(String goal) {
        return of(Request.Purpose.PLAN, goal, List.of(), List.of(), facts(8));
    }

    public static Request of(
            Request.Purpose purpose,
            String goal,
            List<String> memories,
            List<Request.Feedback> feedback,
            OsFacts facts) {
        return new Request(
                purpose,
                goal,
                "M4",
                List.of("The prompt stays the last row.", "No more than 80 bytes."),
                List.of(
                        new Scenario(
                                "help lists the commands",
                                List.of(new Step("help{Enter}", List.of("contains \"clear\"", "row \"{prompt}\"")))),
                        new Scenario(
                                "upper case works", List.of(new Step("HELP{Enter}", List.of("contains \"reboot\""))))),
                facts,
                memories,
                feedback,
                "",
                Optional.empty());
    }

    public static OsFacts facts(int templates) {
        return facts(templates, true);
    }

    public static OsFacts facts(int templates, boolean assembler) {
        return new OsFacts(
                List.of("line_editor", "command_parser"),
                Map.of("putc", 0x7C40, "puts", 0x7C46),
                List.of(new AddressRange(0x7ECD, 0x7FDF)),
                false,
                assembler,
                IntStream.rangeClosed(1, templates)
                        .mapToObj(number -> new OsFacts.Template(
                                "template_" + number,
                                "Prints a text at the cursor and goes to the next row.",
                                List.of("text: string, at most 76", "name: string, at most 12"),
                                23,
                                OsFacts.Kind.BLOCK,
                                List.of("si"),
                                Json.read("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"text\"],"
                                        + "\"properties\":{\"text\":{\"type\":\"string\",\"maxLength\":76},"
                                        + "\"name\":{\"type\":\"string\",\"maxLength\":12}}}")))
                        .toList());
    }
}
