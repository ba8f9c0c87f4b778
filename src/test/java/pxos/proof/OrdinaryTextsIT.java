package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Text;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.RoadmapReader;

/** The tests of everything that is shipped hold whatever prompt and message a pxOS has. */
@Tag("long")
class OrdinaryTextsIT {

    private static final List<String> FEATURES =
            List.of(("line_editor command_parser help clear reboot error_reporting extended_loader dir type "
                            + "echo ver mem beep date time halt")
                    .split(" "));
    private static final PrimitiveBuilder BUILDER = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH")));
    private static final QemuTester TESTER = new QemuTester(new PcEmulator());

    private static OsSource grown;
    private static List<Scenario> scenarios;

    @BeforeAll
    static void grow() throws Exception {
        grown = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        scenarios = new ArrayList<>(
                RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md"))).milestones().stream()
                        .flatMap(milestone -> milestone.scenarios(FEATURES).stream())
                        .toList());
        for (String name : FEATURES) {
            grown = with(grown, name, List.of(new Use(name, Map.of(), null)));
            Path recipe = Path.of("primitives/recipes", name + ".json");
            scenarios.addAll(FeatureReader.scenarios(
                    Json.readStrictly(Files.readString(recipe)).path("answer").path("tests")));
        }
    }

    private static OsSource with(OsSource source, String name, List<Primitive> primitives) throws Exception {
        return BUILDER.add(
                        source,
                        new Feature(name, null, primitives, List.of()),
                        new PrimitiveBuilder.BuildOptions(name, "run_1", "test", false))
                .source();
    }

    private static List<String> failures(String prompt, String message) throws Exception {
        OsSource source = with(grown, "prompt_text", List.of(new Text("p", prompt), new Hook("prompt", "p", null)));
        source = with(source, "hello_message", List.of(new Text("m", message), new Hook("banner", "m", null)));
        return TESTER.test(BUILDER.assemble(source), scenarios, TestOptions.on(DriveKind.IDE)).failures().stream()
                .map(failure -> failure.name() + ": " + failure.because())
                .toList();
    }

    @Test
    void thereAreManyTests() {
        assertThat(scenarios).hasSizeGreaterThan(150);
    }

    @Test
    void acceptAMessageOfThreeRows() throws Exception {
        assertThat(failures("pxOS> ", "+------+\r\n| pxOS |\r\n+------+")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`C:> `|`Welcome: type help`",
                "`$ `|`pxOS - ready`",
                "`# `|`hello world, 20 commands`",
                "`ok> `|`Error-free since 2026`",
                "`-> `|`help clear reboot dir type echo time date`",
                "`=> `|`12:34:56 2026-01-01`",
                "`pxOS:~$ `|`Unknown command 'xyz' is an error`",
                "`A:\\>`|`jj^^jj`",
                "`[pxOS] `|`1 file, 6 bytes`",
                "`?`|`HELLO.TXT             6`",
                "`... `|`Copyright (c) 2026`",
                "`^ `|`type: prints a file`",
                "`ready: `|`mem: 640 KB`",
                "`* `|`pxOS 1.0 - (c) me - 17:48:36`",
                "`Error> `|`Press any key...`",
                "`20: `|`row 24 row 25`",
                "`help> `|`abcabc`",
                "`<DIR> `|`***************`",
                "`a-b-c `|`OK`",
                "`hello> `|`damaged? never`",
                "`1 file> `|`pxOS v1.0`",
                "`Enter command: `|`pxOS v1.0`",
                "`C:> `|`Welcome: type 'help' (20 commands) - enjoy`",
                "`C:\\DOS> `|`[pxOS] 50 % booted, 50 % to go`",
                "`$: `|`{pxOS} - ready {since 2026}`",
                "`pxOS v2> `|`pxOS v1> `",
                "`help> `|`help`",
                "`Err: `|`Error: unknown command`",
                "`12:34 `|`It is 12:34:56 on 2026-12-29`",
                "`2026-11-27 - `|`2026-12-29`",
                "`(c) > `|`Copyright (c) 2026 \"pxOS\" & friends; all rights reserved.`",
                "`--> `|`-----------------------------------------------------------------`",
                "`# `|`###  1,234,567 bytes free  ###`",
                "`0: `|`0`",
                "`_`|`....................`",
                "`ready: `|`ready`",
                "`[1] `|`1. ver 2. echo 3. mem`",
                "`root@pxos:~# `|`root@pxos: no such user`",
                "`A:\\SUB>`|`Insert disk in drive A: and press any key ...`",
                "`<> `|`<DIR>  HELLO.TXT  6`",
                "`100% `|`100 % of 100 %`",
                "`prompt> `|`prompt`",
                "`banner: `|`banner: {banner`",
                "`zap: `|`zap`",
                "`> > > `|`Hello, World! What's up? 3 + 4 = 7; 2 * 3 = 6`",
                "`ABCDEFGHIJKLMNOPQR> `|`xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`",
                "`~`|`The quick brown fox jumps over the lazy dog, and the dog: it sleeps on. OK?!`",
            })
    void acceptTheirPromptAndTheirMessage(String prompt, String message) throws Exception {
        assertThat(failures(prompt, message)).isEmpty();
    }
}
