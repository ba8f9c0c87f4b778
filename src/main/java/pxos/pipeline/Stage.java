package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The stages of a run, in their order. */
public enum Stage {
    ANALYSE,
    REMEMBER,
    PLAN,
    GENERATE,
    BUILD,
    TEST,
    LOG;

    /** The name in results and on the terminal. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
