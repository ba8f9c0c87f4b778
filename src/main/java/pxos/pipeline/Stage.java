package pxos.pipeline;

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
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
