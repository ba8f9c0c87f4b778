package pxos.link;

import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Methods of libraries whose result is known when the jar is built, or is had from a class of the program, and which take
 * long to find it themselves.
 *
 * <ul>
 *   <li>OkHttp asks whether another implementation of TLS is preferred to the JDK's, by setting up everything that the
 *       JDK has for cryptography. None is in the jar.
 *   <li>picocli looks for Groovy, which makes the JVM open the jar although its archive has all classes.
 *   <li>Jackson writes trees for the schema validator's messages, of which most are never read, by its data binding.
 * </ul>
 */
final class Settled {

    private static final String PLATFORMS = "okhttp3/internal/platform/PlatformRegistry";
    private static final String TREE = "tools/jackson/databind/JsonNode";

    /** What writes the code of each method. */
    static final Map<String, Consumer<MethodVisitor>> METHODS = Map.of(
            PLATFORMS + ".isConscryptPreferred()Z",
            Settled::no,
            PLATFORMS + ".isBouncyCastlePreferred()Z",
            Settled::no,
            PLATFORMS + ".isOpenJSSEPreferred()Z",
            Settled::no,
            "picocli/CommandLine$DefaultFactory.loadClosureClass()Ljava/lang/Class;",
            Settled::nothing,
            "tools/jackson/databind/node/BaseJsonNode.toString()Ljava/lang/String;",
            Settled::text);

    private Settled() {}

    static void write(String method, MethodVisitor code) {
        code.visitCode();
        METHODS.get(method).accept(code);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }

    private static void no(MethodVisitor code) {
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private static void nothing(MethodVisitor code) {
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
    }

    private static void text(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "pxos/json/JsonText", "write", "(L" + TREE + ";)Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
    }
}
