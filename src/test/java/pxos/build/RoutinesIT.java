package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive.Asm;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ReportTable;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** The routines of the library, called by name as a model's code calls them. */
class RoutinesIT {

    private static final QemuTester TESTER = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())));
    private static final String TWICE = "run:\n call parse_number\n jc bad\n jnz bad\n"
            + " call print_number\n ret\nbad:\n mov si, text\n jmp errs\ntext: db \"no number\", 0";

    private final PrimitiveBuilder builder = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH")));

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    private BootImage with(String vector, String name, String code) throws Exception {
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        for (String library : List.of("line_editor", "command_parser", "extended_loader")) {
            Feature feature =
                    new Feature(library, null, List.of(new Use(library, java.util.Map.of(), null)), List.of());
            source = builder.add(source, feature, new BuildOptions("t", "run_1", "t", false))
                    .source();
        }
        Feature feature = new Feature("sample", null, List.of(new Asm(code), new Hook(vector, "run", name)), List.of());
        return builder.add(source, feature, new BuildOptions("t", "run_1", "t", false))
                .image();
    }

    private static void shows(BootImage image, List<String> disk, List<Step> steps) {
        TestReport report =
                TESTER.test(image, List.of(new Scenario("it works", disk, steps)), TestOptions.on(DriveKind.IDE));
        assertThat(report.verdict()).as(ReportTable.of(report, false)).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00012, 12",
        "65535, 65535",
        "'  7  ', 7",
        "65536, Error: no number",
        "99999999, Error: no number",
        "'', Error: no number",
        "12x, Error: no number",
        "-1, Error: no number",
        "1 2, Error: no number"
    })
    void parsesANumberOrSaysThatItIsNone(String typed, String printed) throws Exception {
        shows(
                with("commands", "n", TWICE),
                List.of(),
                List.of(new Step("n " + typed + "{Enter}", List.of("row \"" + printed + "\""))));
    }

    @Test
    void printsTheTime() throws Exception {
        shows(
                with("commands", "now", "run:\n call print_time\n ret"),
                List.of(),
                List.of(new Step("now{Enter}", List.of("rows \"{prompt}now\" \"17:48:36\" \"{prompt}\""))));
    }

    @Test
    void typesATextIntoTheLine() throws Exception {
        shows(
                with(
                        "on_key",
                        null,
                        "run:\n cmp ah, 0x3C\n jne pass\n mov si, text\n call type_text\n stc\n ret\n"
                                + "pass:\n clc\n ret\ntext: db \"Hello, F2\", 0"),
                List.of(),
                List.of(
                        new Step("a{F2}", List.of("row \"{prompt}aHello, F2\"")),
                        new Step("{Backspace}!{Enter}", List.of("contains \"nknown command 'aHello,'\""))));
    }

    /** F2 replaces the line, F3 clears it, F4 doubles its last character. */
    private static final String LINE_KEYS =
            "run:\n cmp ah, 0x3C\n je set\n cmp ah, 0x3D\n je clear\n cmp ah, 0x3E\n je more\n clc\n ret\n"
                    + "set:\n mov si, text\n jmp put\nclear:\n mov si, none\nput:\n call set_line\n jnc taken\n mov al, '!'\n call putc\n"
                    + "taken:\n stc\n ret\n"
                    + "more:\n mov al, [di-1]\n mov [di], al\n mov byte [di+1], 0\n mov cx, di\n sub cx, input_line-2\n"
                    + " mov si, input_line\n mov di, copy\n rep movsb\n mov si, copy\n jmp put\n"
                    + "text: db \"type of text\"\nnone: db 0\ncopy: times 82 db 0";

    @Test
    void replacesTheLineThatIsTyped() throws Exception {
        BootImage image = with("on_key", null, LINE_KEYS);
        List<Step> steps = List.of(
                new Step("abc{F2}", List.of("row \"{prompt}type of text\"", "cursor after \"{prompt}type of text\"")),
                new Step("{F3}", List.of("row \"{prompt}\"", "cursor after \"{prompt}\"")),
                new Step("{F3}xy{F4}{Backspace}z", List.of("row \"{prompt}xyz\"")),
                new Step("{F2}{Enter}", List.of("contains \"nknown command 'type'\"", "row \"{prompt}\"")),
                new Step("{a*79}{F3}b", List.of("row \"{prompt}b\"", "absent \"aa\"", "memory 0651 = 00")),
                new Step("{Enter*30}{a*75}{F2}", List.of("row \"{prompt}type of text\"", "absent \"aa\"")));
        shows(image, List.of(), steps);
        TestReport fast = new QemuTester(new PcEmulator())
                .test(image, List.of(new Scenario("it works", steps)), TestOptions.on(DriveKind.FLOPPY));
        assertThat(fast.verdict()).as(ReportTable.of(fast, false)).isEqualTo(Verdict.PASS);
    }

    @Test
    void changesNoLineWhileACommandWaitsForAKey() throws Exception {
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        String code = "ask:\n call getkey\n jmp putc\n" + LINE_KEYS;
        Feature feature = new Feature(
                "sample",
                null,
                List.of(new Asm(code), new Hook("commands", "ask", "ask"), new Hook("on_key", "run", null)),
                List.of());
        for (String library : List.of("line_editor", "command_parser", "extended_loader")) {
            Feature needed = new Feature(library, null, List.of(new Use(library, java.util.Map.of(), null)), List.of());
            source = builder.add(source, needed, new BuildOptions("t", "run_1", "t", false))
                    .source();
        }
        shows(
                builder.add(source, feature, new BuildOptions("t", "run_1", "t", false))
                        .image(),
                List.of(),
                List.of(new Step("ask{Enter}{F2}x", List.of("rows \"{prompt}ask\" \"!x\" \"{prompt}\""))));
    }

    @Test
    void givesRandomNumbersBelowALimit() throws Exception {
        shows(
                with(
                        "commands",
                        "dice",
                        "run:\n mov cx, 40\nmore:\n push cx\n mov ax, 6\n call random\n inc ax\n"
                                + " call print_number\n pop cx\n loop more\n ret"),
                List.of(),
                List.of(new Step(
                        "dice{Enter}",
                        List.of(
                                "row like \"########################################\"",
                                "answer contains \"1\"",
                                "answer contains \"6\"",
                                "answer absent \"7\"",
                                "answer absent \"0\""))));
    }

    @Test
    void readsAFileOrSaysWhyNot() throws Exception {
        BootImage image = with(
                "commands",
                "size",
                "run:\n call read_file\n jc end\n push cx\n mov al, [0x2800]\n"
                        + " call putc\n mov al, ' '\n call putc\n pop ax\n call print_number\nend:\n ret");
        String name = "NOTES.TXT \"" + "x".repeat(300) + "\"";
        shows(
                image,
                List.of(name, "EMPTY.TXT \"\""),
                List.of(
                        new Step("size notes.txt{Enter}", List.of("row \"x 300\"")),
                        new Step("size none.txt{Enter}", List.of("row \"Error: File not found\"")),
                        new Step("size{Enter}", List.of("answer contains count 2 \"Error: File not found\"")),
                        new Step("size empty.txt{Enter}", List.of("answer contains \" 0\""))));
    }
}
