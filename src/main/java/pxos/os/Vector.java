package pxos.os;

import java.util.Arrays;
import java.util.Optional;

/** An entry of the vector table: a word in sector 2 through which features attach to the base OS. */
public enum Vector {
    BANNER(0x7FE0, Kind.POINTER),
    PROMPT(0x7FE2, Kind.POINTER),
    ON_BOOT(0x7FE4, Kind.LIST),
    ON_KEY(0x7FE6, Kind.LIST),
    ON_LINE(0x7FE8, Kind.LIST),
    COMMANDS(0x7FEA, Kind.COMMAND_LIST),
    READ_LINE(0x7FEC, Kind.SLOT),
    UNKNOWN_COMMAND(0x7FEE, Kind.SLOT),
    SHELL(0x7FF0, Kind.SLOT);

    /** How a feature attaches. */
    public enum Kind {
        /** The word is the address of a NUL-terminated text. */
        POINTER,
        /** The word heads a list of nodes {next word, handler word}. */
        LIST,
        /** The word heads a list of nodes {next word, handler word, NUL-terminated name}. */
        COMMAND_LIST,
        /** The word is the address of the one routine that serves. */
        SLOT;

        public boolean isList() {
            return this == LIST || this == COMMAND_LIST;
        }
    }

    private final int address;
    private final Kind kind;

    Vector(int address, Kind kind) {
        this.address = address;
        this.kind = kind;
    }

    /** Address of the word in the vector table. */
    public int address() {
        return address;
    }

    public Kind kind() {
        return kind;
    }

    /** The name used in templates and in a model's answer, such as {@code on_key}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<Vector> named(String label) {
        return Arrays.stream(values())
                .filter(vector -> vector.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
