package pxos.link;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Texts joined by a {@link StringBuilder}, as {@link java.lang.invoke.StringConcatFactory} specifies. */
final class Concatenation {

    private static final String BUILDER = "java/lang/StringBuilder";
    private static final char ARGUMENT = '\1';
    private static final char CONSTANT = '\2';

    private Concatenation() {}

    /**
     * Writes the code of a static method.
     *
     * @param descriptor of the method, whose arguments are joined
     * @param bootstrap the recipe, then its constants
     */
    static void write(MethodVisitor code, String descriptor, Object[] bootstrap) {
        code.visitTypeInsn(Opcodes.NEW, BUILDER);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int argument = 0;
        int slot = 0;
        int constant = 1;
        StringBuilder fixed = new StringBuilder();
        for (char c : ((String) bootstrap[0]).toCharArray()) {
            if (c == CONSTANT) {
                fixed.append(bootstrap[constant++]);
            } else if (c == ARGUMENT) {
                append(code, fixed);
                Type type = arguments[argument++];
                code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
                append(code, appended(type));
                slot += type.getSize();
            } else {
                fixed.append(c);
            }
        }
        append(code, fixed);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(3, slot);
    }

    private static void append(MethodVisitor code, StringBuilder fixed) {
        if (!fixed.isEmpty()) {
            code.visitLdcInsn(fixed.toString());
            append(code, "Ljava/lang/String;");
            fixed.setLength(0);
        }
    }

    private static void append(MethodVisitor code, String type) {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + type + ")Ljava/lang/StringBuilder;", false);
    }

    /** The overload that takes it; one for {@code char[]} would append its characters. */
    private static String appended(Type type) {
        return switch (type.getSort()) {
            case Type.BYTE, Type.SHORT -> "I";
            case Type.ARRAY, Type.OBJECT ->
                type.getInternalName().equals("java/lang/String") ? type.getDescriptor() : "Ljava/lang/Object;";
            default -> type.getDescriptor();
        };
    }
}
