package pxos.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The class that is being linked: it takes new methods, and knows the classes that were made for it. */
final class Host {

    private final ClassVisitor writer;
    private final String name;
    private final int version;
    private final boolean isInterface;
    private final List<Runnable> methods = new ArrayList<>();
    private final Map<String, byte[]> made = new HashMap<>();

    /**
     * @param name its internal name, as {@code pxos/cli/Main}
     * @param version of its class file, which classes that are made for it have as well
     */
    Host(ClassVisitor writer, String name, int version, boolean isInterface) {
        this.writer = writer;
        this.name = name;
        this.version = version;
        this.isInterface = isInterface;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    boolean isUnchanged() {
        return methods.isEmpty();
    }

    Map<String, byte[]> made() {
        return made;
    }

    /** Adds a class; {@code bytes} is its class file. */
    void add(String className, byte[] bytes) {
        made.put(className + ".class", bytes);
    }

    /** A name that no other class has. */
    String nameForClass() {
        return name + "$$Linked" + made.size();
    }

    /** Adds a static method and calls it; its code is written when the class has no other method left to write. */
    void call(MethodVisitor caller, String kind, String descriptor, Consumer<MethodVisitor> code) {
        call(caller, add(kind, descriptor, code), descriptor);
    }

    /** Calls a method that was added. */
    void call(MethodVisitor caller, String method, String descriptor) {
        caller.visitMethodInsn(Opcodes.INVOKESTATIC, name, method, descriptor, isInterface);
    }

    /** Adds a static method that classes of the package can call; returns its name. */
    String add(String kind, String descriptor, Consumer<MethodVisitor> code) {
        String method = kind + "$linked$" + methods.size();
        // A method of an interface is either public or private (JVMS 4.6).
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isInterface ? Opcodes.ACC_PUBLIC : 0);
        methods.add(() -> {
            MethodVisitor visitor = writer.visitMethod(access, method, descriptor, null, null);
            visitor.visitCode();
            code.accept(visitor);
            visitor.visitEnd();
        });
        return method;
    }

    void writeMethods() {
        methods.forEach(Runnable::run);
    }
}
