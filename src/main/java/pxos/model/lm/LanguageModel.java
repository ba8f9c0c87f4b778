package pxos.model.lm;

import java.util.List;
import pxos.model.CodingModel;

/** A language model behind a provider: it can be asked for code, and looked for before that. */
public interface LanguageModel extends CodingModel {

    /** Whether the server lists a model that writes text, or wants a token first. */
    boolean isAnswering();

    /**
     * The models that the server lists, in its order.
     *
     * @throws pxos.Problem where it does not answer
     */
    List<ModelInfo> models();

    @Override
    default boolean isLanguageModel() {
        return true;
    }
}
