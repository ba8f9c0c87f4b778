package pxos.dream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a goal comes from. */
public enum Kind {
    /** The next milestone of the roadmap. */
    MILESTONE,
    /** A goal that the library knows and pxOS does not have. */
    LIBRARY,
    /** A goal that failed, where something has changed since. */
    RETRY,
    /** A feature whose tests do not notice enough. */
    PROOF,
    /** A feature that takes more bytes than it needs. */
    SIZE,
    /** A feature that a model wrote, and that takes fewer bytes when it is rewritten without changing what it does. */
    REWRITE,
    /** A feature that a model wrote, and that may be another version of it: one that is kept, or one that is to be written. */
    VARIANT,
    /** A goal that a language model thought of. */
    IDEA;

    /** As it stands in a session's file. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
