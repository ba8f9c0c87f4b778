package pxos.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import pxos.json.Json;
import pxos.model.Request;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;

/**
 * The prompts that would be sent.
 *
 * @param prompts in the order in which they would be
 */
record DryRun(List<Sent> prompts) {

    /**
     * A prompt.
     *
     * @param purpose plan or code
     * @param cut what was shortened to fit
     */
    private record Sent(String purpose, int estimatedTokens, int budgetTokens, List<String> cut, List<Turn> turns) {}

    /**
     * A part of a prompt.
     *
     * @param role who says it
     */
    private record Turn(String role, String text) {}

    /** @param contextTokens the context window to write for */
    static void show(List<Request> questions, int contextTokens, boolean json, PrintWriter out) {
        DryRun run = new DryRun(questions.stream()
                .map(question -> sent(question, contextTokens))
                .toList());
        if (json) {
            out.println(Json.writeAscii(Json.published(run)));
        } else {
            run.prompts.forEach(prompt -> show(prompt, out));
        }
    }

    private static Sent sent(Request question, int contextTokens) {
        Prompt prompt = new PromptWriter().write(question, contextTokens);
        return new Sent(
                question.purpose().name().toLowerCase(Locale.ROOT),
                prompt.estimatedTokens(),
                prompt.budgetTokens(),
                prompt.cut(),
                prompt.turns().stream()
                        .map(turn -> new Turn(turn.role().name().toLowerCase(Locale.ROOT), turn.text()))
                        .toList());
    }

    private static void show(Sent prompt, PrintWriter out) {
        out.printf(
                "=== %s: about %d tokens of %d%s%n",
                prompt.purpose().toUpperCase(Locale.ROOT),
                prompt.estimatedTokens(),
                prompt.budgetTokens(),
                prompt.cut().isEmpty() ? "" : "; shortened: " + String.join(", ", prompt.cut()));
        prompt.turns().forEach(turn -> {
            out.println("--- " + turn.role());
            out.println(turn.text());
        });
    }
}
