package pxos.model.lm;

import java.util.List;
import pxos.model.Reply;
import pxos.model.prompt.Prompt;

/**
 * One question with its answer, in full, for the record of a run.
 *
 * @param prompt what was sent in the end
 * @param rawAnswer the answer's content before the JSON was taken out of it
 * @param rawReasoning the reasoning that came apart from it; may be empty
 * @param reply the answer
 * @param notes what the client did on its own, such as asking again with less history
 */
public record Exchange(Prompt prompt, String rawAnswer, String rawReasoning, Reply reply, List<String> notes) {

    public Exchange {
        notes = List.copyOf(notes);
    }
}
