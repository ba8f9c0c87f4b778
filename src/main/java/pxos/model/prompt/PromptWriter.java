package pxos.model.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;
import pxos.model.Request;
import pxos.model.prompt.Openings.Opening;
import pxos.model.prompt.PromptFile.Section;

/**
 * Writes the prompt for a request from the prompt files, cut to what a model's context holds.
 *
 * <p>A prompt is a conversation: the opening, the plan that was asked for and given, the code, and what was wrong with it. Each
 * begins with the whole one before, as long as there is room, so that a server need not read that again. Where there is not,
 * older answers go first, then details of what was wrong, then parts of the opening; never the last answer and the tests.
 */
public final class PromptWriter {

    /** The context of a model that nobody says anything else of: LM Studio's own setting. */
    public static final int DEFAULT_CONTEXT_TOKENS = 4096;

    /** With less context, code is asked for in the short form. */
    public static final int LONG_FORM_CONTEXT_TOKENS = 3072;

    /** A count that differs more than this from the estimate is not believed. */
    private static final double LARGEST_SCALE = 2;

    /** A shorter prompt is mostly what the chat template adds, and says little of a long one. */
    private static final int SMALLEST_SAMPLE = 800;

    /** Less of what was wrong does not help to mend it. */
    private static final int SMALLEST_PROBLEM = 120;

    private final double scale;
    private final Openings openings;

    /** Counts tokens as {@link TokenEstimate} does. */
    public PromptWriter() {
        this(1, new Openings());
    }

    /** @param scale tokens of the model in one estimated token */
    private PromptWriter(double scale, Openings openings) {
        this.scale = scale;
        this.openings = openings;
    }

    /**
     * A writer that has learnt how a model counts.
     *
     * @param sent a prompt of this writer
     * @param tokens what the model counted in it
     */
    public PromptWriter calibrated(Prompt sent, int tokens) {
        if (sent.estimatedTokens() < SMALLEST_SAMPLE) {
            return this;
        }
        double counted = scale * tokens / sent.estimatedTokens();
        return new PromptWriter(Math.max(1 / LARGEST_SCALE, Math.min(LARGEST_SCALE, counted)), openings);
    }

    /** How many tokens a text takes, as far as is known. */
    public int tokens(String text) {
        return (int) Math.ceil(TokenEstimate.of(text) * scale);
    }

    private int tokens(List<Turn> turns) {
        return turns.stream()
                .mapToInt(turn -> tokens(turn.text()) + TokenEstimate.PER_MESSAGE)
                .sum();
    }

    private int estimated(int tokens) {
        return (int) (tokens / scale);
    }

    /**
     * The prompt as it is sent.
     *
     * @param contextTokens the model's context, prompt and answer together
     */
    public Prompt write(Request request, int contextTokens) {
        if (request.brief()) {
            return brief(request, contextTokens);
        }
        Map<String, String> values = PromptValues.of(request);
        Turns turns = new Turns(request, values);
        int budget = PromptBudget.promptTokens(contextTokens);
        int given = tokens(values.get("acceptance")) + tokens(values.get("constraints"));
        int room = request.feedback().isEmpty() ? PromptBudget.firstPromptTokens(contextTokens) : budget;
        List<Section> sections = Openings.sections(values);
        Opening opening = null;
        List<Turn> all = List.of();
        for (int share : PromptBudget.openingTokens(budget, given)) {
            opening = openings.of(sections, budget, share, estimated(share), this::tokens);
            for (int dropped = 0; dropped <= Math.max(0, request.feedback().size() - 1); dropped++) {
                all = all(opening, turns, dropped, turns.problem());
                if (tokens(all) <= room) {
                    return prompt(all, contextTokens, opening.shortened());
                }
            }
        }
        int left = tokens(turns.problem()) - (tokens(all) - budget);
        if (left >= SMALLEST_PROBLEM) {
            String problem = PromptBudget.cut(turns.problem(), estimated(left));
            all = all(opening, turns, request.feedback().size() - 1, problem);
            return prompt(all, contextTokens, with(opening.shortened(), "rejected"));
        }
        return shortest(turns, values, budget, contextTokens);
    }

    /** In the short form: what was wrong is cut to what has room; where nothing has, a line of it stands at the goal. */
    private Prompt brief(Request request, int contextTokens) {
        Map<String, String> values = PromptValues.of(request);
        values.put("problem", "");
        BriefTurns brief = new BriefTurns(request, values);
        List<Turn> turns = new ArrayList<>(brief.question());
        String problem = new Turns(request, values).problem();
        if (problem.isEmpty()) {
            return prompt(turns, contextTokens, List.of());
        }
        int over = tokens(turns) + tokens(brief.rejected(problem)) - PromptBudget.promptTokens(contextTokens);
        int room = tokens(problem) - Math.max(0, over);
        if (over <= 0 || room >= SMALLEST_PROBLEM) {
            turns.addAll(brief.rejected(over <= 0 ? problem : PromptBudget.cut(problem, estimated(room))));
        } else {
            Turn goal = turns.remove(turns.size() - 1);
            turns.add(new Turn(Role.USER, goal.text() + "\n" + brief.inOneLine(problem)));
        }
        return prompt(turns, contextTokens, over <= 0 ? List.of() : List.of("rejected"));
    }

    private static List<Turn> all(Opening opening, Turns turns, int dropped, String problem) {
        List<Turn> all = new ArrayList<>();
        all.add(new Turn(Role.SYSTEM, opening.text(true)));
        all.addAll(turns.after(opening.text(false), dropped, problem));
        return all;
    }

    private static List<String> with(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }

    /** The opening cut to what is needed most, with the plan's tests; the last answer, and what was wrong with it. */
    private Prompt shortest(Turns turns, Map<String, String> values, int budget, int contextTokens) {
        values.merge("acceptance", turns.plannedTests(), (given, planned) -> (given + "\n" + planned).strip());
        List<Section> opening = Openings.sections(values);
        List<Section> all =
                Stream.concat(opening.stream(), turns.shortest().stream()).toList();
        List<String> texts = PromptBudget.fit(all, estimated(budget - 4 * TokenEstimate.PER_MESSAGE));
        Opening cut = new Opening(opening, texts.subList(0, opening.size()));
        List<String> said = texts.subList(opening.size(), texts.size());
        List<Turn> messages = new ArrayList<>();
        messages.add(new Turn(Role.SYSTEM, cut.text(true)));
        boolean answered = !said.get(1).isEmpty();
        String asked = Openings.joined(List.of(cut.text(false), said.get(0), answered ? "" : said.get(2)));
        messages.add(new Turn(Role.USER, asked));
        if (answered) {
            messages.add(new Turn(Role.ASSISTANT, said.get(1)));
            messages.add(new Turn(Role.USER, said.get(2)));
        }
        List<String> shortened = IntStream.range(0, all.size())
                .filter(i -> !texts.get(i).equals(all.get(i).text()))
                .mapToObj(i -> all.get(i).name())
                .toList();
        return prompt(messages, contextTokens, shortened);
    }

    private Prompt prompt(List<Turn> turns, int contextTokens, List<String> shortened) {
        int tokens = tokens(turns);
        return new Prompt(
                turns,
                tokens,
                tokens <= PromptBudget.promptTokens(contextTokens)
                        ? PromptBudget.promptTokens(contextTokens)
                        : PromptBudget.firstPromptTokens(contextTokens),
                PromptBudget.answerTokens(contextTokens, tokens),
                shortened);
    }
}
