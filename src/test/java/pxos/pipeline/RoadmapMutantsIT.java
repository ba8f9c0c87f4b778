package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/** Features of the roadmap that break one of its sentences: a test of the roadmap says which. */
@Tag("long")
class RoadmapMutantsIT {

    private static final QemuTester TESTER =
            new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())), new PcEmulator());
    private static final List<String> FEATURES = List.of(
            "line_editor",
            "command_parser",
            "help",
            "clear",
            "reboot",
            "error_reporting",
            "extended_loader",
            "dir",
            "type");

    @TempDir
    private Path templates;

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    /** One instruction of a template becomes another one; where its bytes stand there several times, {@code #2} is the second. */
    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            line_editor     | B9 01 00                 | B9 02 00              | backspace blanks no other cell
            line_editor     | C6 05 00                 | 90 90 90              | a shorter line ends where it ends
            line_editor     | C6 05 00                 | C6 45 01 00           | letters, digits and blanks are shown as typed
            line_editor     | 3C 7E                    | 3C 7F                 | Ctrl with Backspace does nothing
            line_editor     | 77 s:.next               | 73 s:.next            | digits and punctuation
            line_editor     | 72 s:.next               | 90 90                 | Tab and Esc do nothing
            line_editor     | 74 s:.next               | 90 90                 | backspace never erases the prompt
            line_editor     | B2 4F                    | B2 4E                 | backspace erases across the row wrap
            line_editor     | 4F                       | 90                    | an erased character is out of the input line
            line_editor     | B7 00                    | B7 01                 | backspace erases one character
            line_editor     | 81 FF w:input_line+79    | 81 FF w:input_line+78 | 79 characters fit
            line_editor     | 81 FF w:input_line+79    | 81 FF w:input_line+80 | the 80th character is not echoed
            line_editor     | A2 w:overflow_flag       | 90 90 90              | a line of 80 characters is too long
            line_editor     | C6 06 w:overflow_flag 00 | 90 90 90 90 90        | a line cut back to 79 characters is no error
            command_parser  | A8 DF                    | A8 FF                 | help is known in mixed case
            command_parser  | A8 DF                    | A8 D7                 | only the whole name is the command
            command_parser  | 75 s:.compare            | 90 90                 | only the whole name is the command
            command_parser  | 4E                       | 90                    | a command without argument gets none
            command_parser  | 74 s:.done               | 90 90                 | a line of blanks is not a command
            command_parser  | 76 s:.end                | 72 s:.end             | trailing blanks do not matter
            command_parser  | 72 s:.done               | 90 90                 | what unknown_command has reported is not reported again
            command_parser  | F8                       | 90                    | handlers after the parser see the line, too
            help            | 8D 77 04                 | 8D 77 05              | help lists itself
            clear           | B8 03 00                 | B8 02 02              | clear empties the screen
            clear           | B8 03 00                 | B8 01 00              | clear empties the screen
            clear           | B8 03 00                 | B8 00 06              | clear puts the prompt into the first row
            reboot          | B0 FE                    | B0 FF                 | reboot restarts the machine
            reboot          | E6 64                    | E6 60                 | reboot restarts the machine
            error_reporting | E9 r:errs                | E9 r:puts             | an unknown command is an error
            error_reporting | F9                       | 90                    | a line too long is not executed
            extended_loader | B8 02 00                 | B8 03 00              | the zone is in memory after boot
            extended_loader | B9 10 00                 | B9 0F 00              | damage in the last byte counts
            extended_loader | 74 s:.done               | 90 90                 | boot is silent about an absent zone
            extended_loader | E8 r:errs                | 90 90 90              | a zone that cannot be read is an error
            extended_loader | 75 s:.bad                | 90 90                 | damaged code never runs
            extended_loader | B8 30 0B                 | B8 31 0B              | a damaged zone is replaced by its copy
            extended_loader | E8 r:.zone #2            | 90 90 90              | a damaged zone is replaced by its copy
            extended_loader | 89 EB                    | 90 90                 | a damaged zone is replaced by its copy
            extended_loader | F8                       | F9                    | a damaged zone is replaced by its copy
            extended_loader | 72 s:.done               | 90 90                 | a copy that cannot be read is not started
            dir             | C7 06 w:.files 00 00     | 90 90 90 90 90 90     | dir says the same each time
            dir             | 0F 82 r:.unreadable      | 90 90 90 90           | dir says when it cannot read the disk
            dir             | 80 3D E5                 | 80 3D E4              | dir skips what was deleted
            dir             | F6 45 0B 08              | F6 45 0B 0F           | dir lists hidden, read-only and system files
            dir             | B0 3F                    | B0 20                 | dir shows a control character as ?
            dir             | 66 8B 45 1C              | 8B 45 1C 90           | dir shows large sizes
            dir             | BE 0A 00                 | BE 09 00              | dir lists names with sizes
            dir             | 83 F8 32                 | 83 F8 31              | dir lists a full directory
            type            | 72 s:.broken #2          | 90 90                 | a chain too short for its file is an error
            type            | FE 06 w:.wrapped         | 90 90 90 90           | empty rows are kept
            type            | 3C 09                    | 3C 0B                 | a tab goes on to the next of eight columns
            type            | 3C 0A                    | 3C 0B                 | LF and CR LF both end a row
            type            | 3D F8 0F                 | 3D FF 0F              | each mark from FF8 to FFF ends a file
            type            | 66 39 EF                 | 39 EF 90              | several hundred KB are printed to the end
            type            | 75 s:.skip               | 90 90                 | the volume label is not a file
            type            | 75 s:.is_directory       | 90 90                 | a directory is an error
            type            | B1 03                    | B1 04                 | a part of a name is not the name
            type            | B9 0F 0B                 | B9 80 02              | several hundred KB are printed to the end
            type            | 80 E4 0F                 | 90 90 90              | a fragmented file is printed in order
            type            | 80 3E w:.rows 18         | 80 3E w:.rows 19      | a full screen waits for a key
            type            | F9                       | F8                    | Esc stops a file
            """)
    void areNamedByATest(String feature, String bytes, String others, String test) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("primitives"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                boolean mutated = file.endsWith(feature + ".json");
                Files.writeString(
                        templates.resolve(file.getFileName()),
                        mutated ? changed(text, bytes.split(" #"), others) : text);
            }
        }
        List<Scenario> named =
                scenarios().stream().filter(one -> one.name().equals(test)).toList();
        TestReport report = TESTER.test(built().image(), named, TestOptions.on(DriveKind.IDE));
        assertThat(report.failures()).extracting(ScenarioResult::name).contains(test);
    }

    private static String changed(String template, String[] bytes, String others) {
        String sought = "\"bytes\": \"" + bytes[0] + "\"";
        int at = template.indexOf(sought);
        for (int skipped = bytes.length == 1 ? 1 : Integer.parseInt(bytes[1]); skipped > 1; skipped--) {
            at = template.indexOf(sought, at + 1);
        }
        assertThat(at).as(bytes[0]).isNotNegative();
        return template.substring(0, at) + sought.replace(bytes[0], others) + template.substring(at + sought.length());
    }

    private BuildResult built() throws Exception {
        PrimitiveBuilder builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(templates)), NasmAssembler.onPath(System.getenv("PATH")));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        BuildResult built = null;
        for (String name : FEATURES) {
            Feature feature = new Feature(name, null, List.of(new Primitive.Use(name, Map.of(), null)), List.of());
            built = builder.add(source, feature, new BuildOptions(name, "run_1", "test", false));
            source = built.source();
        }
        return built;
    }

    private static List<Scenario> scenarios() throws Exception {
        Roadmap roadmap = RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md")));
        return FEATURES.stream()
                .flatMap(name -> roadmap.milestoneOf(name).stream()
                        .flatMap(milestone -> milestone.scenarios(name, FEATURES).stream()))
                .distinct()
                .toList();
    }
}
