package pxos.dream;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Thinks of commands that print a word, with tests, and writes them; a part of its answers is right. */
final class ScriptedDreamer implements CodingModel {

    private static final Pattern COMMAND = Pattern.compile("command (w\\d+)");

    private final Random random;
    private final double right;

    /** @param right the share of right answers, 0 to 1 */
    ScriptedDreamer(long seed, double right) {
        this.random = new Random(seed);
        this.right = right;
    }

    @Override
    public String id() {
        return "dreamer";
    }

    @Override
    public boolean isLanguageModel() {
        return true;
    }

    @Override
    public synchronized List<Reply> choose(Question question, AskOptions options, int count) {
        String answer = switch (question.name()) {
            case "goals" -> goals();
            case "tests" ->
                tests(question.turns().get(question.turns().size() - 1).text());
            default -> "{\"feature\":\"none\"}";
        };
        return List.of(reply(answer));
    }

    private String goals() {
        ArrayNode goals = Json.array();
        for (int i = 0; i < 3; i++) {
            String name = "w" + random.nextInt(100_000);
            goals.addObject().put("goal", goal(name)).put("feature", name).put("why", "people miss " + name);
        }
        return Json.object().set("goals", goals).toString();
    }

    static String goal(String name) {
        return "Add a command " + name + " that prints " + word(name);
    }

    private static String word(String name) {
        return "MY " + name.toUpperCase(Locale.ROOT);
    }

    private String tests(String goal) {
        String name = name(goal);
        if (random.nextDouble() < (1 - right) / 4) {
            return "{\"tests\":[{\"name\":\"?\",\"steps\":[{\"keys\":\"x\",\"expect\":[\"nonsense\"]}]}]}";
        }
        ObjectNode tests = Json.object();
        ArrayNode all = tests.putArray("tests");
        for (String typed : List.of(name, name + " behind it")) {
            ObjectNode step = all.addObject()
                    .put("name", typed + " prints its word")
                    .putArray("steps")
                    .addObject();
            step.put("keys", typed + "{Enter}")
                    .putArray("expect")
                    .add("rows \"{prompt}" + typed + "\" \"" + word(name) + "\" \"{prompt}\"");
        }
        return tests.toString();
    }

    private static String name(String goal) {
        Matcher command = COMMAND.matcher(goal);
        return command.find() ? command.group(1) : "w0";
    }

    @Override
    public synchronized Reply ask(Request request, AskOptions options) {
        String name = name(request.goal());
        if (request.purpose() == Purpose.PLAN) {
            ObjectNode plan = (ObjectNode) Json.read(Answers.plan(name));
            plan.putArray("requires").add("command_parser");
            return reply(plan.toString());
        }
        boolean isRight = random.nextDouble() < right;
        return reply(isRight ? code(name, word(name), random.nextInt(4)) : wrong(name));
    }

    private String wrong(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"feature\":\"" + name + "\"}";
            case 1 -> "no JSON at all";
            case 2 -> code(name, word(name), 0).replace("return", "halt");
            default -> code(name, "SOMETHING ELSE", 0);
        };
    }

    /** @param idle bytes that it takes and does not need */
    private static String code(String name, String word, int idle) {
        return Answers.typing(
                        name,
                        "",
                        new String[] {},
                        "{\"type\":\"USE\",\"template\":\"command\",\"arguments\":{\"name\":\"" + name
                                + "\",\"handler\":\"run_it\"}}",
                        "{\"type\":\"DEFINE\",\"label\":\"run_it\"}",
                        "{\"type\":\"USE\",\"template\":\"print_string\",\"arguments\":{\"text\":\"" + word + "\"}}",
                        "{\"type\":\"USE\",\"template\":\"return\"}",
                        "{\"type\":\"WRITE\",\"bytes\":\"" + "90 ".repeat(idle).strip() + "\"}")
                .replace(",{\"type\":\"WRITE\",\"bytes\":\"\"}", "");
    }

    private Reply reply(String answer) {
        return new Reply(answer, id(), 300, 100, Duration.ofMillis(1), false);
    }
}
