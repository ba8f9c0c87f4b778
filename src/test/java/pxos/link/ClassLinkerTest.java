package pxos.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassLinkerTest {

    private static final List<String> PARTS = List.of("", "$Wide", "$Greeter", "$Empty", "$Everything", "$Counter");

    @Test
    void linkedCodeDoesTheSame() throws Exception {
        Object linked = new Linked(linkedFiles())
                .loadClass(Dynamic.class.getName())
                .getConstructor()
                .newInstance();

        assertThat(((Supplier<?>) linked).get()).isEqualTo(new Dynamic().get());
    }

    @Test
    void onlyTheTextOfRecordsIsLeftToTheJvm() throws Exception {
        List<String> left = new ArrayList<>();
        for (byte[] file : linkedFiles().values()) {
            left.addAll(dynamicInstructions(file));
        }

        assertThat(left).containsExactly("toString", "toString");
        assertThat(dynamicInstructions(original(""))).hasSizeGreaterThan(30);
    }

    @Test
    void aClassWithNothingToLinkStaysAsItIs() throws Exception {
        byte[] bytes = original("$Counter");

        assertThat(link(bytes)).containsOnly(Map.entry("pxos/link/Dynamic$Counter.class", bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_7})
    void aClassOfAnOldJavaGetsStackMaps(int version) throws Exception {
        Map<String, byte[]> files = link(oldClass(version));

        byte[] bytes = files.get("pxos/link/Old.class");
        assertThat(new ClassReader(bytes).readInt(4)).isEqualTo(Opcodes.V1_8);
        // The JVM refuses a branch without a stack map in a class of Java 8.
        Class<?> loaded = new Linked(Map.of("pxos/link/Old.class", bytes)).loadClass("pxos.link.Old");
        assertThat(loaded.getMethod("larger", int.class, int.class).invoke(null, 3, 8))
                .isEqualTo(8);
    }

    @Test
    void whatIsSettledIsNotAskedAgain() throws Exception {
        String registry = "okhttp3/internal/platform/PlatformRegistry";
        ClassLinker linker = new ClassLinker(ClassLinkerTest.class.getClassLoader());
        int count = linker.unsettled().size();

        Map<String, byte[]> files = linker.link(classFile(registry));

        assertThat(linker.unsettled()).hasSize(count - 3).noneMatch(method -> method.startsWith(registry));
        Class<?> linked = new Linked(files).loadClass(registry.replace('/', '.'));
        for (String method : List.of("isConscryptPreferred", "isBouncyCastlePreferred", "isOpenJSSEPreferred")) {
            Method question = linked.getDeclaredMethod(method);
            question.setAccessible(true);
            assertThat(question.invoke(linked.getField("INSTANCE").get(null))).isEqualTo(false);
        }
        assertThat(calledOwners(files.get(registry + ".class"))).doesNotContain("java/security/Security");
    }

    @Test
    void aTreeIsWrittenByTheProgram() throws Exception {
        String node = "tools/jackson/databind/node/BaseJsonNode";
        Map<String, byte[]> files = link(classFile(node));

        assertThat(calledOwners(files.get(node + ".class"))).contains("pxos/json/JsonText");
    }

    /** Asks for a logger as libraries do. */
    public static final class Logging implements Supplier<Logger> {
        @Override
        public Logger get() {
            return Logger.getLogger("a library");
        }
    }

    @Test
    void aLoggerIsHadWithoutAConfiguration() throws Exception {
        String name = Logging.class.getName();
        ClassLinker linker = new ClassLinker(ClassLinkerTest.class.getClassLoader());
        int count = linker.unsettled().size();

        Map<String, byte[]> files = linker.link(classFile(name.replace('.', '/')));

        assertThat(linker.unsettled()).hasSize(count - 1).noneMatch(method -> method.contains("getLogger"));
        Object linked = new Linked(files).loadClass(name).getConstructor().newInstance();
        assertThat(((Supplier<?>) linked).get()).isSameAs(Logger.getGlobal());
    }

    @Test
    void noPatternIsCompiledForOptionsThatCannotBeNegated() throws Exception {
        String transformer = "picocli/CommandLine$RegexTransformer";
        Map<String, byte[]> files = new HashMap<>();
        for (String part : List.of("", "$Builder")) {
            files.putAll(link(classFile(transformer + part)));
        }

        Object made = new Linked(files)
                .loadClass(transformer.replace('/', '.'))
                .getMethod("createDefault")
                .invoke(null);
        assertThat(made.toString()).contains("replacements={}, synopsis={}");
    }

    @ParameterizedTest
    @CsvSource({"java.sql.Time, true", "java.time.Instant, true", "java.nio.file.Path, false"})
    void noConverterIsLoadedForWhatNoOptionIs(String type, boolean excluded) throws Exception {
        String converters = "picocli/CommandLine$BuiltIn";
        Map<String, byte[]> files = link(classFile(converters));

        Method question =
                new Linked(files).loadClass(converters.replace('/', '.')).getDeclaredMethod("excluded", String.class);
        question.setAccessible(true);
        assertThat(question.invoke(null, type)).isEqualTo(excluded);
    }

    private static byte[] oldClass(int version) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int shared = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        writer.visit(version, Opcodes.ACC_PUBLIC, "pxos/link/Old", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(shared, "larger", "(II)I", null, null);
        Label second = new Label();
        code.visitCode();
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitJumpInsn(Opcodes.IF_ICMPLT, second);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(second);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static Map<String, byte[]> linkedFiles() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String part : PARTS) {
            files.putAll(link(original(part)));
        }
        return files;
    }

    private static Map<String, byte[]> link(byte[] bytes) {
        return new ClassLinker(ClassLinkerTest.class.getClassLoader()).link(bytes);
    }

    private static byte[] original(String part) throws IOException {
        return classFile("pxos/link/Dynamic" + part);
    }

    /** @param name with slashes */
    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = ClassLinkerTest.class.getResourceAsStream("/" + name + ".class")) {
            return in.readAllBytes();
        }
    }

    private static List<String> dynamicInstructions(byte[] file) {
        List<String> names = new ArrayList<>();
        visitMethods(file, new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                names.add(called);
            }
        });
        return names;
    }

    /** The classes whose methods are called. */
    private static Set<String> calledOwners(byte[] file) {
        Set<String> owners = new HashSet<>();
        visitMethods(file, new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int code, String owner, String name, String type, boolean isInterface) {
                owners.add(owner);
            }
        });
        return owners;
    }

    private static void visitMethods(byte[] file, MethodVisitor visitor) {
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return visitor;
                            }
                        },
                        0);
    }

    /** Loads these class files itself, everything else as usual. */
    private static final class Linked extends ClassLoader {

        private final Map<String, byte[]> files;

        Linked(Map<String, byte[]> files) {
            super(ClassLinkerTest.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte[] bytes = files.get(name.replace('.', '/') + ".class");
                if (bytes == null) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }
}
