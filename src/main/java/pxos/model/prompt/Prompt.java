package pxos.model.prompt;

import java.util.List;
import java.util.stream.Collectors;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;

/**
 * Exactly what a model is sent.
 *
 * @param turns what is said, in turn: the system, then the user and the assistant
 * @param estimatedTokens of all turns
 * @param budgetTokens what they may take
 * @param answerTokens what the context leaves for the answer
 * @param cut names of the sections that were shortened or left out
 */
public record Prompt(List<Turn> turns, int estimatedTokens, int budgetTokens, int answerTokens, List<String> cut) {

    public Prompt {
        turns = List.copyOf(turns);
        cut = List.copyOf(cut);
    }

    /** The system message. */
    public String system() {
        return turns.get(0).text();
    }

    /** The messages after the system's in one text; the assistant's are set off. */
    public String user() {
        return turns.stream()
                .skip(1)
                .map(turn -> turn.role() == Role.USER ? turn.text() : "--- assistant\n" + turn.text() + "\n--- user\n")
                .collect(Collectors.joining("\n"));
    }
}
