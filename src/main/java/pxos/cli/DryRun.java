package pxos.cli;

import java.io.PrintWriter;
import java.util.List;
import pxos.model.Request;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;

/** Shows the prompts of a goal; sends nothing and changes nothing. */
final class DryRun {

    private DryRun() {}

    /** @param contextTokens the context window to write for */
    static void show(List<Request> questions, int contextTokens, PrintWriter out) {
        for (Request question : questions) {
            show(question.purpose().name(), new PromptWriter().write(question, contextTokens), out);
        }
        out.flush();
    }

    private static void show(String purpose, Prompt prompt, PrintWriter out) {
        out.printf(
                "=== %s: about %d tokens of %d%s%n",
                purpose,
                prompt.estimatedTokens(),
                prompt.budgetTokens(),
                prompt.cut().isEmpty() ? "" : "; shortened: " + String.join(", ", prompt.cut()));
        out.println("--- system");
        out.println(prompt.system());
        out.println("--- user");
        out.println(prompt.user());
    }
}
