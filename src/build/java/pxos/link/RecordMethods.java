package pxos.link;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** {@code equals} and {@code hashCode} of records, as {@link java.lang.runtime.ObjectMethods} makes them. */
final class RecordMethods {

    /** Before the getters come the record's class and the names of its components. */
    private static final int FIRST_GETTER = 2;

    private RecordMethods() {}

    /**
     * Writes the code of a static method that takes the record first.
     *
     * @param name {@code equals} or {@code hashCode}
     * @param bootstrap the record's class, the names of its components, their getters
     */
    static void write(MethodVisitor code, String name, Object[] bootstrap) {
        if (name.equals("equals")) {
            writeEquals(code, bootstrap);
        } else {
            writeHashCode(code, bootstrap);
        }
    }

    private static void writeHashCode(MethodVisitor code, Object[] bootstrap) {
        code.visitInsn(Opcodes.ICONST_0);
        for (int i = FIRST_GETTER; i < bootstrap.length; i++) {
            code.visitIntInsn(Opcodes.BIPUSH, 31);
            code.visitInsn(Opcodes.IMUL);
            Type type = load(code, 0, (Handle) bootstrap[i]);
            boolean isPrimitive = Conversion.isPrimitive(type);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    isPrimitive ? Conversion.box(type) : "java/util/Objects",
                    "hashCode",
                    "(" + (isPrimitive ? type.getDescriptor() : "Ljava/lang/Object;") + ")I",
                    false);
            code.visitInsn(Opcodes.IADD);
        }
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(3, 1);
    }

    private static void writeEquals(MethodVisitor code, Object[] bootstrap) {
        String record = ((Type) bootstrap[0]).getInternalName();
        Label different = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, record);
        code.visitJumpInsn(Opcodes.IFEQ, different);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, record);
        code.visitVarInsn(Opcodes.ASTORE, 1);
        for (int i = FIRST_GETTER; i < bootstrap.length; i++) {
            Type type = load(code, 0, (Handle) bootstrap[i]);
            load(code, 1, (Handle) bootstrap[i]);
            if (Conversion.isPrimitive(type)) {
                String two = "(" + type.getDescriptor() + type.getDescriptor() + ")I";
                code.visitMethodInsn(Opcodes.INVOKESTATIC, Conversion.box(type), "compare", two, false);
                code.visitJumpInsn(Opcodes.IFNE, different);
            } else {
                String two = "(Ljava/lang/Object;Ljava/lang/Object;)Z";
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "equals", two, false);
                code.visitJumpInsn(Opcodes.IFEQ, different);
            }
        }
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(different);
        code.visitFrame(Opcodes.F_FULL, 2, new Object[] {record, "java/lang/Object"}, 0, new Object[0]);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(4, 2);
    }

    private static Type load(MethodVisitor code, int slot, Handle getter) {
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitFieldInsn(Opcodes.GETFIELD, getter.getOwner(), getter.getName(), getter.getDesc());
        return Type.getType(getter.getDesc());
    }
}
