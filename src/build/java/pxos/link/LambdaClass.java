package pxos.link;

import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one lambda or method reference, as {@link java.lang.invoke.LambdaMetafactory} makes it at run time.
 *
 * <p>Its one method calls a static method of the host, which calls what was referred to: the host may call all of that,
 * another class may not.
 */
final class LambdaClass {

    private static final String INSTANCE = "INSTANCE";
    private static final String CONSTRUCTOR = "<init>";

    private final Host host;
    private final String name;
    private final String method;
    private final String factory;
    private final Type[] captured;
    private final Type erased;
    private final Type instantiated;
    private final Handle target;
    private final String link;
    private final String linkDescriptor;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    /**
     * Makes it.
     *
     * @param method of the functional interface
     * @param factory takes what is captured, returns the functional interface
     * @param bootstrap the method's erased type, what to call, the method's type at this place
     */
    LambdaClass(Host host, String method, String factory, Object[] bootstrap) {
        this.host = host;
        this.name = host.nameForClass();
        this.method = method;
        this.factory = factory;
        this.captured = Type.getArgumentTypes(factory);
        this.erased = (Type) bootstrap[0];
        this.target = (Handle) bootstrap[1];
        this.instantiated = (Type) bootstrap[2];
        this.linkDescriptor =
                Type.getMethodDescriptor(instantiated.getReturnType(), both(captured, instantiated.getArgumentTypes()));
        this.link = host.add("link", linkDescriptor, this::writeLink);
        write();
        host.add(name, writer.toByteArray());
    }

    private static Type[] both(Type[] first, Type[] second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(Type[]::new);
    }

    /** Writes what the instruction did: it puts an instance on the stack instead of what is captured. */
    void call(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, name, "make", factory, false);
    }

    private void writeLink(MethodVisitor code) {
        boolean makesNew = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (makesNew) {
            code.visitTypeInsn(Opcodes.NEW, target.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Type[] wanted = Type.getArgumentTypes(target.getDesc());
        if (!makesNew && target.getTag() != Opcodes.H_INVOKESTATIC) {
            boolean isOwn = target.getTag() == Opcodes.H_INVOKESPECIAL;
            wanted = both(new Type[] {Type.getObjectType(isOwn ? host.name() : target.getOwner())}, wanted);
        }
        Type[] given = Type.getArgumentTypes(linkDescriptor);
        int slot = 0;
        for (int i = 0; i < given.length; i++) {
            slot = load(code, given[i], slot);
            Conversion.write(code, given[i], wanted[i]);
        }
        code.visitMethodInsn(
                switch (target.getTag()) {
                    case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                    case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
                    case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                    default -> Opcodes.INVOKESPECIAL;
                },
                target.getOwner(),
                target.getName(),
                target.getDesc(),
                target.isInterface());
        Type got = makesNew ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
        Conversion.write(code, got, instantiated.getReturnType());
        code.visitInsn(instantiated.getReturnType().getOpcode(Opcodes.IRETURN));
        // An uninitialised object twice, the arguments, and room for a wide result.
        code.visitMaxs(slot + 4, slot);
    }

    private void write() {
        String functional = Type.getReturnType(factory).getInternalName();
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER;
        writer.visit(host.version(), access, name, null, "java/lang/Object", new String[] {functional});
        writeConstructor();
        if (captured.length == 0) {
            writeInstance();
        } else {
            writeFactory();
        }
        writeMethod();
        writer.visitEnd();
    }

    private MethodVisitor begin(int access, String methodName, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, methodName, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int returnOpcode) {
        code.visitInsn(returnOpcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static int load(MethodVisitor code, Type type, int slot) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
        return slot + type.getSize();
    }

    private String constructor() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    }

    private void writeConstructor() {
        MethodVisitor code = begin(Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructor());
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", CONSTRUCTOR, "()V", false);
        int slot = 1;
        for (int i = 0; i < captured.length; i++) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
            writer.visitField(access, field(i), captured[i].getDescriptor(), null, null);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            slot = load(code, captured[i], slot);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
        }
        end(code, Opcodes.RETURN);
    }

    private static String field(int index) {
        return "captured" + index;
    }

    /** What captures nothing is the same object each time. */
    private void writeInstance() {
        String type = "L" + name + ";";
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, INSTANCE, type, null, null);
        MethodVisitor initializer = begin(Opcodes.ACC_STATIC, "<clinit>", "()V");
        initializer.visitTypeInsn(Opcodes.NEW, name);
        initializer.visitInsn(Opcodes.DUP);
        initializer.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructor(), false);
        initializer.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, type);
        end(initializer, Opcodes.RETURN);
        MethodVisitor make = begin(Opcodes.ACC_STATIC, "make", factory);
        make.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, type);
        end(make, Opcodes.ARETURN);
    }

    private void writeFactory() {
        MethodVisitor code = begin(Opcodes.ACC_STATIC, "make", factory);
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int slot = 0;
        for (Type type : captured) {
            slot = load(code, type, slot);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructor(), false);
        end(code, Opcodes.ARETURN);
    }

    private void writeMethod() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, method, erased.getDescriptor());
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
        }
        Type[] given = erased.getArgumentTypes();
        int slot = 1;
        for (int i = 0; i < given.length; i++) {
            slot = load(code, given[i], slot);
            Conversion.write(code, given[i], instantiated.getArgumentTypes()[i]);
        }
        host.call(code, link, linkDescriptor);
        Conversion.write(code, instantiated.getReturnType(), erased.getReturnType());
        end(code, erased.getReturnType().getOpcode(Opcodes.IRETURN));
    }
}
