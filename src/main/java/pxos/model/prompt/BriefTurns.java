package pxos.model.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;
import pxos.model.Request;
import pxos.model.prompt.PromptFile.Section;

/**
 * The short form of the question for code, for models that cannot do with the long one: what all code needs, an example as
 * two turns of the chat, and the goal, in at most 700 tokens; after them the last answer and what was wrong with it.
 */
final class BriefTurns {

    private static final PromptFile FILE = PromptFile.named("brief.md");

    private static final List<String> SYSTEM = List.of("system", "system_bytes", "routines", "templates", "tests");

    /** Each is asked in one section and answered in another; a kind that the goal does not speak of is empty. */
    private static final List<String> EXAMPLES = List.of("command", "key", "number", "text", "loop", "file");

    private static final int MOST_LINE_CHARACTERS = 160;

    private final Map<String, String> texts;
    private final Request request;

    BriefTurns(Request request, Map<String, String> values) {
        this.request = request;
        this.texts = FILE.render(values).stream()
                .collect(Collectors.toMap(
                        Section::name, section -> section.text().strip()));
    }

    /** The turns up to the goal. */
    List<Turn> question() {
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(Role.SYSTEM, said(SYSTEM)));
        for (String kind : EXAMPLES) {
            String answer = texts.get("answer_" + kind);
            // The one example that there is in bytes stands for all.
            String known = answer.isEmpty() ? texts.get("answer_bytes") : answer;
            if (!texts.get("ask_" + kind).isEmpty()) {
                turns.add(new Turn(Role.USER, texts.get("ask_" + kind)));
                turns.add(new Turn(Role.ASSISTANT, known));
            }
        }
        turns.add(new Turn(Role.USER, said(List.of("goal", "acceptance"))));
        return turns;
    }

    /**
     * The turns after the question: the last answer, and what was wrong with it.
     *
     * @param problem all of it, or its beginning
     */
    List<Turn> rejected(String problem) {
        String answer = request.feedback().get(request.feedback().size() - 1).answer();
        Turn told = new Turn(
                Role.USER, FILE.section("rejected", Map.of("problem", problem)).strip());
        return answer.isBlank()
                ? List.of(new Turn(Role.ASSISTANT, "{}"), told)
                : List.of(new Turn(Role.ASSISTANT, Turns.said(answer)), told);
    }

    /** What was wrong with the last answer, where neither has room. */
    String inOneLine(String problem) {
        String line = problem.lines().findFirst().orElse("");
        return FILE.section(
                        "rejected_line",
                        Map.of("problem", line.substring(0, Math.min(MOST_LINE_CHARACTERS, line.length()))))
                .strip();
    }

    private String said(List<String> names) {
        return names.stream().map(texts::get).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }
}
