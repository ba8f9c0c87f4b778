package pxos.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Links one class: its {@code invokedynamic} instructions become calls of methods that are made here. */
final class ClassLinker {

    private final ClassLoader classes;
    private final Set<String> unsettled = Settled.all();

    /** @param classes where the classes are found that this one speaks of */
    ClassLinker(ClassLoader classes) {
        this.classes = classes;
    }

    /**
     * The class and those that were made for it, by the names of their files.
     *
     * @param bytes a class file; one older than Java 8 is made one of Java 8, because the JVM takes no class without
     *     stack maps into an archive (JVMS 4.10)
     */
    Map<String, byte[]> link(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        boolean isOld = isOld(reader.readInt(4));
        ClassWriter writer = new FrameWriter(isOld ? ClassWriter.COMPUTE_FRAMES : 0);
        Linking linking = new Linking(writer);
        reader.accept(linking, isOld ? ClassReader.SKIP_FRAMES : 0);
        Map<String, byte[]> files = new HashMap<>(linking.host.made());
        boolean isSame = !isOld && linking.host.isUnchanged() && linking.settled.isEmpty();
        unsettled.removeAll(linking.settled);
        files.put(reader.getClassName() + ".class", isSame ? bytes : writer.toByteArray());
        return files;
    }

    /** What is {@link Settled} and no class had. */
    Set<String> unsettled() {
        return unsettled;
    }

    /** @param version the minor one in the upper half, the major one in the lower (JVMS 4.1) */
    private static boolean isOld(int version) {
        return (version & 0xFFFF) < Opcodes.V1_8;
    }

    private final class FrameWriter extends ClassWriter {
        FrameWriter(int flags) {
            super(flags);
        }

        @Override
        protected ClassLoader getClassLoader() {
            return classes;
        }
    }

    private static final class Linking extends ClassVisitor {

        private final Set<String> settled = new HashSet<>();
        private Host host;

        Linking(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            int newVersion = isOld(version) ? Opcodes.V1_8 : version;
            host = new Host(cv, name, newVersion, (access & Opcodes.ACC_INTERFACE) != 0);
            super.visit(newVersion, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            String method = host.name() + "." + name + descriptor;
            if (Settled.METHODS.containsKey(method)) {
                settled.add(method);
                Settled.write(method, super.visitMethod(access, name, descriptor, signature, exceptions));
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
                    String callee = owner + "." + called + calledDescriptor;
                    if (Settled.CALLS.containsKey(callee)) {
                        settled.add(callee);
                        Settled.CALLS.get(callee).accept(mv);
                    } else {
                        super.visitMethodInsn(opcode, owner, called, calledDescriptor, isInterface);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String called, String calledDescriptor, Handle bootstrap, Object... arguments) {
                    if (!replaced(mv, called, calledDescriptor, bootstrap, arguments)) {
                        super.visitInvokeDynamicInsn(called, calledDescriptor, bootstrap, arguments);
                    }
                }
            };
        }

        /** Writes a call instead; false where the instruction is of another kind. */
        private boolean replaced(
                MethodVisitor code, String name, String descriptor, Handle bootstrap, Object[] arguments) {
            switch (bootstrap.getOwner() + "." + bootstrap.getName()) {
                case "java/lang/invoke/LambdaMetafactory.metafactory" ->
                    new LambdaClass(host, name, descriptor, arguments).call(code);
                case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" ->
                    host.call(code, "concat", descriptor, method -> Concatenation.write(method, descriptor, arguments));
                case "java/lang/runtime/ObjectMethods.bootstrap" -> {
                    if (name.equals("toString")) {
                        return false;
                    }
                    host.call(code, name, descriptor, method -> RecordMethods.write(method, name, arguments));
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void visitEnd() {
            host.writeMethods();
            super.visitEnd();
        }
    }
}
