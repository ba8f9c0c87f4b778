package pxos.tools;

import java.util.List;
import pxos.Problem;
import pxos.json.Json;
import pxos.mcp.Answer;
import pxos.mcp.Call;
import pxos.mcp.Tool;
import pxos.mcp.Tool.Effect;
import pxos.model.GivenAnswer;
import pxos.model.Request;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.proof.DriveKind;
import pxos.workbench.Settings;
import pxos.workbench.Settings.Key;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that change pxOS by building something. */
final class BuildTools {

    private static final String LLM =
            "Who writes the code (default: as the user has settled, else auto): auto (LM Studio where it"
                    + " runs, else recipes), recipes (known-good code), lm-studio.";

    private final Desk desk;

    BuildTools(Desk desk) {
        this.desk = desk;
    }

    List<Tool> all() {
        return List.of(
                new Tool(
                        "build_feature",
                        "Build a feature from your own code",
                        "Build and prove a pxOS operating system feature that YOU write, such as a new command: you hand in"
                                + " code and tests, pxOS assembles it, boots it in QEMU, types keys and reads the screen. It is"
                                + " kept only if it was seen to work; else pxOS is unchanged and you get the exact errors: mend"
                                + " the answer and call again. Read `contract` first.",
                        Schema.object()
                                .text("goal", "What pxOS is to be able to do, in the user's words, one line.")
                                .with("answer", answerSchema())
                                .requiring("goal", "answer"),
                        Effect.ADDS,
                        this::buildFeature),
                new Tool(
                        "build_goal",
                        "Build a goal without writing code",
                        "Build and prove a pxOS feature from a goal in words, with code from pxOS's own recipes or from the"
                                + " user's LM Studio. Knows the goals of `list_goals`; for any other goal write the code"
                                + " yourself with build_feature.",
                        Schema.object()
                                .text(
                                        "goal",
                                        "Such as: Add backspace support. Or: Add command hi that prints \"Hello\".")
                                .text("llm", LLM, Llm.names().toArray(String[]::new))
                                .requiring("goal"),
                        Effect.ADDS,
                        this::buildGoal),
                new Tool(
                        "next_milestone",
                        "Build the next milestone",
                        "Build and prove the next incomplete milestone of the pxOS roadmap (M0 boot to M11 selfcheck), or all"
                                + " milestones up to one.",
                        Schema.object()
                                .text(
                                        "until",
                                        "The last milestone to build, such as M5. Leave it out for just the next one.")
                                .text("llm", LLM, Llm.names().toArray(String[]::new))
                                .requiring(),
                        Effect.ADDS,
                        this::nextMilestone));
    }

    private static ObjectNode answerSchema() {
        ObjectNode answer = Json.object().put("type", "object");
        answer.put("description", "The feature by `contract`; all of it each time, also when you mend it.");
        ObjectNode properties = answer.putObject("properties");
        properties.putObject("feature").put("type", "string").put("description", "Its name: a-z, 0-9 and _.");
        objects(
                properties,
                "primitives",
                "Code and data, in order: USE, TEXT, HOOK, ASM, CALL, DEFINE, WRITE, COMMENT.");
        objects(properties, "tests", "[{name, steps: [{keys, expect: [..]}]}]; they fail on pxOS as it is now.");
        answer.putArray("required").add("feature").add("primitives").add("tests");
        return answer;
    }

    private static void objects(ObjectNode properties, String name, String description) {
        ObjectNode array = properties.putObject(name).put("type", "array").put("description", description);
        array.putObject("items").put("type", "object");
    }

    private Answer buildFeature(JsonNode arguments, Call call) {
        String author = call.client().isEmpty() ? "mcp" : "mcp:" + call.client();
        GivenAnswer answer = new GivenAnswer(Json.write(arguments.get("answer")), author);
        return run(goal(arguments), Authors.of(answer), call);
    }

    private Answer buildGoal(JsonNode arguments, Call call) {
        return run(goal(arguments), authors(arguments), call);
    }

    private Answer run(String goal, Authors authors, Call call) {
        return RunAnswer.of(
                desk.run(new RunRequest(desk.workspace(), goal, false, "", authors, testing(), false), call));
    }

    private Answer nextMilestone(JsonNode arguments, Call call) {
        String until = arguments.path("until").asString("");
        return RunAnswer.of(desk.run(
                new RunRequest(desk.workspace(), "", true, until, authors(arguments), testing(), false), call));
    }

    private static String goal(JsonNode arguments) {
        String goal = arguments.path("goal").asString("").strip();
        if (goal.isEmpty() || goal.length() > Request.MAX_GOAL_CHARACTERS) {
            throw Problem.input("a goal has 1 to " + Request.MAX_GOAL_CHARACTERS + " characters, not " + goal.length());
        }
        if (goal.chars().anyMatch(Character::isISOControl)) {
            throw Problem.input("the goal holds a control character", "Write it as one line of plain text.");
        }
        return goal;
    }

    private Authors authors(JsonNode arguments) {
        Settings settings = desk.settings();
        String given = arguments.path("llm").asString("");
        Llm llm = Llm.named(given).orElseGet(settings::llm);
        String model = settings.get(Key.MODEL);
        return new Authors(llm, settings.get(Key.LM_URL), model.isEmpty() ? List.of() : List.of(model), 3, 1);
    }

    private static RunRequest.Testing testing() {
        return new RunRequest.Testing(true, DriveKind.IDE, Desk.TIMEOUT, Floor.STRICT);
    }
}
