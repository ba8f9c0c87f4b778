package pxos.model.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.json.Json;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;
import pxos.model.Request;
import pxos.model.Request.Feedback;
import pxos.model.prompt.PromptFile.Section;
import tools.jackson.databind.JsonNode;

/** What is said after the opening: what is asked for, each answer, and what was wrong with it. */
final class Turns {

    private static final PromptFile FILE = PromptFile.named("turns.md");

    /** Nothing more is repeated of an answer that has no end. */
    private static final int BROKEN_CHARACTERS = 600;

    private static final int OLDER_CHARACTERS = 120;

    private final Request request;
    private final Map<String, String> values;

    Turns(Request request, Map<String, String> values) {
        this.request = request;
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * The turns, the user's first.
     *
     * @param opening the text that the first one begins with
     * @param dropped how many of the oldest answers are left out
     * @param problem what was wrong with the last answer, or its beginning
     */
    List<Turn> after(String opening, int dropped, String problem) {
        List<Turn> turns = new ArrayList<>();
        boolean planned = !request.plan().isEmpty();
        boolean code = request.purpose() == Request.Purpose.CODE;
        say(turns, opening);
        say(turns, code && !planned ? section("ask_code") : section("ask_plan"));
        if (planned && code) {
            turns.add(new Turn(Role.ASSISTANT, request.plan()));
            say(turns, section("ask_code"));
        }
        List<Feedback> feedback = request.feedback();
        for (int i = dropped; i < feedback.size(); i++) {
            boolean last = i == feedback.size() - 1;
            answer(turns, feedback.get(i).answer());
            say(turns, objected(last, last ? problem : feedback.get(i).problem(), i == dropped ? dropped : 0));
        }
        return turns;
    }

    /** What was wrong with the last answer; empty where there is none. */
    String problem() {
        List<Feedback> feedback = request.feedback();
        return feedback.isEmpty()
                ? ""
                : feedback.get(feedback.size() - 1).problem().strip();
    }

    private String lastAnswer() {
        List<Feedback> feedback = request.feedback();
        return feedback.isEmpty() ? "" : said(feedback.get(feedback.size() - 1).answer());
    }

    /** What is asked for and what was said last, as sections that can be cut. */
    List<Section> shortest() {
        boolean code = request.purpose() == Request.Purpose.CODE;
        List<Section> sections = new ArrayList<>();
        sections.add(part(code ? "ask_code" : "ask_plan", 300, code ? section("ask_code") : section("ask_plan")));
        sections.add(part("answer", 890, lastAnswer()));
        sections.add(part(
                "rejected",
                240,
                problem().isEmpty()
                        ? ""
                        : objected(true, problem(), request.feedback().size() - 1)));
        return sections;
    }

    private static Section part(String name, int floorTokens, String text) {
        return new Section(name, 1, floorTokens, Section.Form.TEXT, "", text);
    }

    /** Tests of the plan, where the plan itself has no room. */
    String plannedTests() {
        if (request.purpose() != Request.Purpose.CODE) {
            return "";
        }
        return Json.object(request.plan()).map(plan -> plan.path("tests")).stream()
                .flatMap(JsonNode::valueStream)
                .map(Json::write)
                .collect(Collectors.joining("\n"));
    }

    /** What was wrong with an answer; the last one to a request for tests is a plan that stays. */
    private String objected(boolean last, String problem, int older) {
        if (last && request.purpose() == Request.Purpose.TESTS) {
            values.put("problem", problem);
            return section("ask_tests");
        }
        return rejected(problem, older);
    }

    private String rejected(String problem, int older) {
        String before = request.feedback().subList(0, Math.max(0, older)).stream()
                .map(earlier ->
                        "- " + shortened(earlier.problem().strip().replaceFirst("(?s)\n.*", ""), OLDER_CHARACTERS))
                .collect(Collectors.joining("\n"));
        values.put("problem", before.isEmpty() ? problem : problem + "\nWrong before that:\n" + before);
        return section("rejected");
    }

    private String section(String name) {
        return FILE.section(name, values);
    }

    /** Chat templates want user and assistant in turn: what the user says in a row is one message. */
    private static void say(List<Turn> turns, String text) {
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).role() == Role.USER) {
            turns.set(last, new Turn(Role.USER, turns.get(last).text() + "\n" + text));
        } else {
            turns.add(new Turn(Role.USER, text));
        }
    }

    private static void answer(List<Turn> turns, String answer) {
        if (!answer.isBlank()) {
            turns.add(new Turn(Role.ASSISTANT, said(answer)));
        }
    }

    /** A whole answer as it was; the beginning of one that has no end. */
    static String said(String answer) {
        return answer.stripTrailing().endsWith("}") ? answer : shortened(answer, BROKEN_CHARACTERS);
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters) + "…";
    }
}
