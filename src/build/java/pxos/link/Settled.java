package pxos.link;

import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Questions of libraries whose answer is known when the jar is built, and takes long to find out.
 *
 * <p>OkHttp asks whether another implementation of TLS is preferred to the JDK's, by setting up everything that the JDK
 * has for cryptography. None is in the jar.
 */
final class Settled {

    private static final String PLATFORMS = "okhttp3/internal/platform/PlatformRegistry";

    /** Methods that say no. */
    static final Set<String> NO = Set.of(
            PLATFORMS + ".isConscryptPreferred()Z",
            PLATFORMS + ".isBouncyCastlePreferred()Z",
            PLATFORMS + ".isOpenJSSEPreferred()Z");

    private Settled() {}

    /** The code of an instance method without arguments. */
    static void writeNo(MethodVisitor code) {
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }
}
