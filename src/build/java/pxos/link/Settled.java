package pxos.link;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Methods that libraries have or call and whose result is known when the jar is built, or is had from a class of the
 * program, and which take long to find it themselves.
 *
 * <ul>
 *   <li>OkHttp asks whether another implementation of TLS is preferred to the JDK's, by setting up everything that the
 *       JDK has for cryptography. None is in the jar.
 *   <li>OkHttp asks for loggers of the JDK, whose first one reads a configuration. Nobody configures them here, and what
 *       it would report is said by its exceptions.
 *   <li>picocli looks for Groovy, which makes the JVM open the jar although its archive has all classes. It compiles the
 *       patterns of negatable options, of which there are none, and loads converters for dates and databases unless a
 *       pattern excludes them.
 *   <li>Jackson writes trees for the schema validator's messages, of which most are never read, by its data binding.
 * </ul>
 */
final class Settled {

    private static final String PLATFORMS = "okhttp3/internal/platform/PlatformRegistry";
    private static final String LOGGER = "java/util/logging/Logger";
    private static final String NEGATION = "picocli/CommandLine$RegexTransformer";
    private static final String TREE = "tools/jackson/databind/JsonNode";

    private static final List<String> UNUSED_TYPES = List.of("java.sql.", "java.time.");

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
            "picocli/CommandLine$BuiltIn.excluded(Ljava/lang/String;)Z",
            Settled::isOfNoOption,
            NEGATION + ".createDefault()L" + NEGATION + ";",
            Settled::noPatterns,
            "tools/jackson/databind/node/BaseJsonNode.toString()Ljava/lang/String;",
            Settled::text);

    /** What is written in the place of a call. */
    static final Map<String, Consumer<MethodVisitor>> CALLS =
            Map.of(LOGGER + ".getLogger(Ljava/lang/String;)L" + LOGGER + ";", Settled::globalLogger);

    private Settled() {}

    /** All of them, as class, name and descriptor. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>(METHODS.keySet());
        all.addAll(CALLS.keySet());
        return all;
    }

    static void write(String method, MethodVisitor code) {
        code.visitCode();
        METHODS.get(method).accept(code);
        code.visitMaxs(3, 1);
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

    /** Whether the name of a type begins like those that no option has. */
    private static void isOfNoOption(MethodVisitor code) {
        for (String beginning : UNUSED_TYPES) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitLdcInsn(beginning);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, "java/lang/String", "startsWith", "(Ljava/lang/String;)Z", false);
        }
        code.visitInsn(Opcodes.IOR);
        code.visitInsn(Opcodes.IRETURN);
    }

    private static void noPatterns(MethodVisitor code) {
        String builder = NEGATION + "$Builder";
        code.visitTypeInsn(Opcodes.NEW, builder);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, builder, "<init>", "()V", false);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, builder, "build", "()L" + NEGATION + ";", false);
        code.visitInsn(Opcodes.ARETURN);
    }

    /** The one logger that the JDK has without a configuration. */
    private static void globalLogger(MethodVisitor code) {
        code.visitInsn(Opcodes.POP);
        code.visitFieldInsn(Opcodes.GETSTATIC, LOGGER, "global", "L" + LOGGER + ";");
    }

    private static void text(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "pxos/json/JsonText", "write", "(L" + TREE + ";)Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
    }
}
