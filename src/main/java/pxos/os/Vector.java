package pxos.os;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An entry of the vector table, in its order: a word in sector 2 through which features attach to the base OS. */
public enum Vector {
    BANNER(Kind.POINTER),
    PROMPT(Kind.POINTER),
    ON_BOOT(Kind.LIST),
    ON_KEY(Kind.LIST),
    ON_LINE(Kind.LIST),
    COMMANDS(Kind.COMMAND_LIST),
    READ_LINE(Kind.SLOT),
    UNKNOWN_COMMAND(Kind.SLOT),
    SHELL(Kind.SLOT),
    FILES(Kind.TABLE);

    /** How a feature attaches. */
    public enum Kind {
        /** The word is the address of a NUL-terminated text. */
        POINTER,
        /** The word heads a list of nodes {next word, handler word}. */
        LIST,
        /** The word heads a list of nodes {next word, handler word, NUL-terminated name}. */
        COMMAND_LIST,
        /** The word is the address of the one routine that serves. */
        SLOT,
        /** The word is the address of a table of routines: the service of one feature for others. */
        TABLE;

        public boolean isList() {
            return this == LIST || this == COMMAND_LIST;
        }
    }

    private final Kind kind;

    Vector(Kind kind) {
        this.kind = kind;
    }

    /** Address of the word in the vector table. */
    public int address() {
        return MemoryMap.VECTOR_TABLE.first() + 2 * ordinal();
    }

    public Kind kind() {
        return kind;
    }

    /** The name used in templates and in a model's answer, such as {@code on_key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Vector> named(String label) {
        return Arrays.stream(values())
                .filter(vector -> vector.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
