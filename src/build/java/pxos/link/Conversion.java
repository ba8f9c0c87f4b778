package pxos.link;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes one type of another, as {@link java.lang.invoke.LambdaMetafactory} adapts arguments and results. */
final class Conversion {

    private Conversion() {}

    static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    /** Internal name of the class that holds such a primitive value. */
    static String box(Type primitive) {
        return switch (primitive.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }

    /** Converts what lies on the stack; a result that nobody wants is dropped. */
    static void write(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (to.getSort() == Type.VOID) {
            code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        } else if (!isPrimitive(from) && !isPrimitive(to)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        } else if (!isPrimitive(to)) {
            String box = box(from);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + from.getDescriptor() + ")L" + box + ";", false);
        } else if (isPrimitive(from)) {
            widen(code, from, to);
        } else {
            unbox(code, from, to);
        }
    }

    private static void unbox(MethodVisitor code, Type from, Type to) {
        Type boxed = unboxed(from);
        if (boxed != null) {
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, box(boxed), boxed.getClassName() + "Value", "()" + boxed, false);
            widen(code, boxed, to);
            return;
        }
        boolean isNumber = to.getSort() != Type.BOOLEAN && to.getSort() != Type.CHAR;
        String holder = isNumber ? "java/lang/Number" : box(to);
        code.visitTypeInsn(Opcodes.CHECKCAST, holder);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, holder, to.getClassName() + "Value", "()" + to, false);
    }

    /** The primitive type that such an object holds; null where its class does not tell. */
    private static Type unboxed(Type type) {
        return switch (type.getInternalName()) {
            case "java/lang/Boolean" -> Type.BOOLEAN_TYPE;
            case "java/lang/Character" -> Type.CHAR_TYPE;
            case "java/lang/Byte" -> Type.BYTE_TYPE;
            case "java/lang/Short" -> Type.SHORT_TYPE;
            case "java/lang/Integer" -> Type.INT_TYPE;
            case "java/lang/Long" -> Type.LONG_TYPE;
            case "java/lang/Float" -> Type.FLOAT_TYPE;
            case "java/lang/Double" -> Type.DOUBLE_TYPE;
            default -> null;
        };
    }

    /** The widening primitive conversions (JLS 5.1.2); the small types are integers on the stack. */
    private static void widen(MethodVisitor code, Type from, Type to) {
        int column = switch (to.getSort()) {
            case Type.LONG -> 0;
            case Type.FLOAT -> 1;
            case Type.DOUBLE -> 2;
            default -> -1;
        };
        if (column < 0 || from.equals(to)) {
            return;
        }
        code.visitInsn(
                switch (from.getSort()) {
                    case Type.LONG -> column == 1 ? Opcodes.L2F : Opcodes.L2D;
                    case Type.FLOAT -> Opcodes.F2D;
                    default -> Opcodes.I2L + column;
                });
    }
}
