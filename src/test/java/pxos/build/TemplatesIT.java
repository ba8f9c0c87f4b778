package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Define;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ReportTable;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The base OS and every template of the library: both columns agree, and each does what its tests say. */
class TemplatesIT {

    private static final Path FOLDER = Path.of("primitives");
    private static final BuildOptions OPTIONS = new BuildOptions("a test", "run_1", "test", false);
    private static final TemplateLibrary LIBRARY = new TemplateLibrary(FOLDER);
    private static final QemuTester TESTER = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())));

    private final NasmAssembler assembler = NasmAssembler.onPath(System.getenv("PATH"));
    private final PrimitiveBuilder builder = new PrimitiveBuilder(new FeatureExpander(LIBRARY), assembler);

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    static List<String> templates() throws IOException {
        return LIBRARY.names();
    }

    static List<String> templatesWithTests() throws Exception {
        List<String> names = new ArrayList<>();
        for (String name : LIBRARY.names()) {
            if (!template(name).tests().isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static Template template(String name) throws Exception {
        return LIBRARY.find(name).orElseThrow();
    }

    private static OsSource base() throws Exception {
        return OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
    }

    @Test
    void theAssemblySourceGivesTheBytesOfTheOsSource(@TempDir Path folder) throws Exception {
        Path bin = folder.resolve("pxos.bin");
        Process nasm = new ProcessBuilder("nasm", "-f", "bin", "-o", bin.toString(), "pxos-v1.0/pxos.asm")
                .inheritIO()
                .start();
        assertThat(nasm.waitFor(20, TimeUnit.SECONDS)).as("nasm ends").isTrue();
        assertThat(nasm.exitValue()).as("exit code of nasm").isZero();
        assertThat(Files.readAllBytes(bin)).isEqualTo(builder.assemble(base()).bytes());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theAssemblyOfATemplateGivesItsBytes(String name) throws Exception {
        Template template = template(name);
        OsSource source = with(base(), "extended_loader");
        BuildResult used = builder.add(
                source,
                new Feature("sample", null, List.of(new Use(name, template.example(), "here")), List.of()),
                OPTIONS);
        AddressRange block =
                used.source().feature("sample").orElseThrow().addresses().get(0);
        List<Integer> assembled = assembled(template, source, block.first());
        List<Integer> written = new ArrayList<>();
        for (byte value : used.image().slice(block)) {
            written.add(value & 0xFF);
        }
        // Nodes stand behind the code.
        assertThat(written.subList(0, assembled.size())).isEqualTo(assembled);
    }

    private List<Integer> assembled(Template template, OsSource source, int origin) throws Exception {
        return assembler.assemble(assemblyOf(template), origin, source.baseSymbols()).instructions().stream()
                .flatMap(instruction -> instruction.bytes().stream())
                .toList();
    }

    /** The assembly column with the example's arguments; a string stands there as NASM quotes it. */
    private static String assemblyOf(Template template) {
        return template.code().stream()
                .map(line -> line.label() != null ? line.label() + ":" : filled(line.asm(), template))
                .collect(Collectors.joining("\n"));
    }

    private static String filled(String asm, Template template) {
        String text = asm;
        for (Map.Entry<String, Object> argument : template.example().entrySet()) {
            boolean isString = "string"
                    .equals(template.parameters()
                            .get(argument.getKey())
                            .path("type")
                            .asString());
            String value = String.valueOf(argument.getValue());
            text = text.replace("{" + argument.getKey() + "}", isString ? "'" + value + "'" : value);
        }
        return text;
    }

    /** README names the processor that each milestone needs. */
    @Test
    void theMilestonesUpToM6NeedA186AndLaterOnesA386() throws Exception {
        List<String> needing = new ArrayList<>();
        for (String name : LIBRARY.names()) {
            String text = assemblyOf(template(name));
            StringBuilder symbols = new StringBuilder();
            base().baseSymbols().forEach((label, address) -> symbols.append(label + " equ " + address + "\n"));
            if (!assemblesFor186(symbols + text)) {
                needing.add(name);
            }
        }
        assertThat(needing).containsExactly("build", "dir", "edit", "files", "type");
        String boot = Files.readString(Path.of("pxos-v1.0/pxos.asm"));
        assertThat(assemblesFor186(boot.replaceAll("(?m)^\\s*cpu .*$", ""))).isTrue();
    }

    private static boolean assemblesFor186(String source) throws Exception {
        Path file = Files.createTempFile("pxos", ".asm");
        // Where it finds errors, nasm removes its output; as root, it would remove a device.
        Path binary = file.resolveSibling(file.getFileName() + ".bin");
        try {
            Files.writeString(file, "cpu 186\nbits 16\n" + source + "\n");
            Process nasm = new ProcessBuilder("nasm", "-f", "bin", "-o", binary.toString(), file.toString())
                    .redirectErrorStream(true)
                    .start();
            String messages = new String(nasm.getInputStream().readAllBytes());
            assertThat(nasm.waitFor(20, TimeUnit.SECONDS)).as("nasm ends").isTrue();
            assertThat(messages.lines().filter(line -> line.contains("error") && !line.contains("cpu level")))
                    .isEmpty();
            return nasm.exitValue() == 0;
        } finally {
            Files.delete(file);
            Files.deleteIfExists(binary);
        }
    }

    @ParameterizedTest
    @MethodSource("templatesWithTests")
    void aTemplateDoesWhatItsTestsSayAndPxosWithoutItDoesNot(String name) throws Exception {
        Template template = template(name);
        OsSource before = withPrerequisites(base(), name);
        BuildResult after = builder.add(before, demonstration(template), OPTIONS);
        TestReport green =
                TESTER.test(after.image(), FeatureReader.scenarios(template.tests()), TestOptions.on(DriveKind.IDE));
        assertThat(green.verdict()).as(ReportTable.of(green, true)).isEqualTo(Verdict.PASS);
        BootImage without = builder.assemble(before);
        for (Scenario test : FeatureReader.scenarios(template.tests())) {
            TestReport red = TESTER.test(without, List.of(test), TestOptions.on(DriveKind.IDE));
            assertThat(red.verdict())
                    .as("'" + test.name() + "' without " + name)
                    .isEqualTo(Verdict.FAIL);
        }
    }

    @Test
    void backspaceErasesWhatWasPrintedAcrossTheRowWrap() throws Exception {
        List<Primitive> primitives = new ArrayList<>(List.of(
                new Hook("on_line", "run", null),
                new Define("run", null),
                new Use("print_string", Map.of("text", "abc"), null),
                new Use("print_string", Map.of("text", "d".repeat(76)), null),
                new Use("print_string", Map.of("text", "xyz"), null)));
        for (int i = 0; i < 5; i++) {
            primitives.add(new Use("backspace", Map.of(), null));
        }
        primitives.add(new Use("return", Map.of(), null));
        BuildResult demo = builder.add(base(), new Feature("demo", null, primitives, List.of()), OPTIONS);
        Scenario scenario = new Scenario(
                "erases",
                List.of(new Step(
                        "{Enter}",
                        List.of("rows \"{prompt}\" \"abc" + "d".repeat(74) + "\" \"{prompt}\"", "absent \"xy\""))));
        TestReport report = TESTER.test(demo.image(), List.of(scenario), TestOptions.on(DriveKind.IDE));
        assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
    }

    /** A template that attaches itself as it is; a fragment as what runs after each line. */
    private static Feature demonstration(Template template) {
        Use use = new Use(template.name(), template.example(), null);
        List<Primitive> primitives = !template.hooks().isEmpty()
                ? List.of(use)
                : List.of(
                        new Hook("on_line", "run", null),
                        new Define("run", null),
                        use,
                        new Use("return", Map.of(), null));
        return new Feature(template.hooks().isEmpty() ? "demo" : template.name(), null, primitives, List.of());
    }

    private OsSource withPrerequisites(OsSource source, String name) throws Exception {
        OsSource result = source;
        JsonNode json = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(name + ".json")));
        for (JsonNode required : json.path("requires")) {
            result = with(withPrerequisites(result, required.asString()), required.asString());
        }
        return result;
    }

    private OsSource with(OsSource source, String name) throws Exception {
        return source.feature(name).isPresent()
                ? source
                : builder.add(source, demonstration(template(name)), OPTIONS).source();
    }
}
