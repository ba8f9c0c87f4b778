package pxos.build.feature;

import java.util.Map;

/** One element of a feature, as a model writes it; {@code schemas/ai_primitives.schema.json} describes the JSON. */
public sealed interface Primitive {

    /**
     * Bytes.
     *
     * @param address where they go; null to go on where the primitive before ended
     * @param bytes in the byte notation of {@link ByteNotation}
     * @param comment the instruction; empty where there is none
     */
    record Write(Integer address, String bytes, String comment) implements Primitive {}

    /**
     * A label.
     *
     * @param label its name
     * @param address the address it stands for; null for the current one
     */
    record Define(String label, Integer address) implements Primitive {}

    /** A remark for the reader of the OS source. */
    record Comment(String text) implements Primitive {}

    /** A near call of a label. */
    record Call(String label) implements Primitive {}

    /**
     * A template of the library.
     *
     * @param template its name
     * @param arguments its parameters' values: strings and integers
     * @param label a label for its first byte; null where none is needed
     */
    record Use(String template, Map<String, Object> arguments, String label) implements Primitive {
        public Use {
            arguments = Map.copyOf(arguments);
        }
    }

    /** A NUL-terminated text under a label. */
    record Text(String label, String text) implements Primitive {}

    /**
     * Attaches a label to the vector table.
     *
     * @param vector the vector's label, such as {@code on_key}
     * @param label the routine or text that is attached
     * @param name the command's name; null except for {@code commands}
     */
    record Hook(String vector, String label, String name) implements Primitive {}

    /**
     * Instructions in NASM syntax, 16-bit.
     *
     * @param code one or more lines
     */
    record Asm(String code) implements Primitive {}
}
