package pxos.model.prompt;

import java.util.List;

/**
 * Exactly what a model is sent.
 *
 * @param system the system message
 * @param user the user message
 * @param estimatedTokens of both messages
 * @param budgetTokens what they may take
 * @param answerTokens what the context leaves for the answer
 * @param cut names of the sections that were shortened or left out
 */
public record Prompt(
        String system, String user, int estimatedTokens, int budgetTokens, int answerTokens, List<String> cut) {

    public Prompt {
        cut = List.copyOf(cut);
    }
}
