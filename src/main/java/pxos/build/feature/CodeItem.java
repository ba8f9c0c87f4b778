package pxos.build.feature;

import java.util.List;
import java.util.Map;
import pxos.os.Vector;

/** What a feature is made of once its templates are written out: still without addresses. */
public sealed interface CodeItem
        permits Primitive.Define, Primitive.Comment, Primitive.Asm, CodeItem.Code, CodeItem.Origin, CodeItem.Attach {

    /**
     * One instruction or run of data.
     *
     * @param fields its bytes
     * @param comment the instruction, for the OS source
     */
    record Code(List<ByteExpression> fields, String comment) implements CodeItem {
        public Code {
            fields = List.copyOf(fields);
        }

        /** Code in the notation of {@link ByteExpression}. */
        public static Code of(String notation, Map<String, Object> arguments, String comment) {
            return new Code(ByteExpression.parse(notation, arguments), comment);
        }
    }

    /** What follows goes to {@code address}. */
    record Origin(int address) implements CodeItem {}

    /**
     * An attachment to the vector table.
     *
     * @param vector the vector
     * @param label routine or text
     * @param name the command's name; empty except for commands
     */
    record Attach(Vector vector, String label, String name) implements CodeItem {}
}
