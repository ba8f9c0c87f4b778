package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Define;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.Primitive.Write;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
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

/** The way out of a full safe zone, up to the extended zone's last byte. */
class ExtendedZoneIT {

    private static final BuildOptions OPTIONS = new BuildOptions("a test", "run_1", "test", false);

    private final PrimitiveBuilder builder = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH")));

    private OsSource with(OsSource source, String... templates) throws Exception {
        OsSource built = source;
        for (String name : templates) {
            List<Primitive> use = List.of(new Use(name, Map.of(), null));
            built = builder.add(built, new Feature(name, null, use, List.of()), OPTIONS)
                    .source();
        }
        return built;
    }

    private OsSource base() throws Exception {
        return OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
    }

    /** A command of {@code sizeBytes} in all that puts A5h into the NUL behind the longest input line. */
    private static Feature command(String name, int sizeBytes) {
        // C6 06 4F 06 A5 C3 = mov byte [064F], A5h; ret. Its node takes 2 x 2 and, in the zone, 2 x 2 bytes and a name.
        int padding = sizeBytes - 6 - 8 - name.length() - 1;
        return new Feature(
                name,
                null,
                List.of(
                        new Write(null, "90 ".repeat(padding).strip(), ""),
                        new Define("run", null),
                        new Write(null, "C6 06 4F 06 A5 C3", ""),
                        new Hook("commands", "run", name)),
                List.of());
    }

    @Test
    void beforeM6TheErrorNamesTheWayOut() throws Exception {
        OsSource full = with(base(), "line_editor", "command_parser");
        assertThatThrownBy(() -> builder.add(full, command("huge", 400), OPTIONS))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith(
                        "no room for 'huge': it takes 396 bytes, and the largest free run of the safe zone")
                .satisfies(e -> assertThat(((Problem) e).hint())
                        .contains("--auto --until M6", "--goal \"Load extended code from sectors 3 to 18\""));
    }

    @Test
    void theWayOutStaysOpenHoweverFullTheSafeZoneIs() throws Exception {
        OsSource source = base();
        int room = MemoryMap.SAFE_ZONE.sizeBytes() - Zones.LOADER_BYTES;
        OsSource full = builder.add(source, command("full", room + 4), OPTIONS).source();
        assertThatThrownBy(() -> builder.add(full, command("more", 30), OPTIONS))
                .hasMessageContaining("are kept for the loader");
        OsSource opened = with(full, "extended_loader");
        assertThat(builder.add(opened, command("more", 30), OPTIONS)
                        .written()
                        .get(0)
                        .first())
                .isEqualTo(MemoryMap.EXTENDED_FEATURES.first());
    }

    @ParameterizedTest
    @EnumSource
    void aFeatureRunsInAZoneThatIsFullToTheLastByte(DriveKind drive) throws Exception {
        OsSource source = with(base(), "line_editor", "command_parser", "extended_loader", "dir", "type");
        for (int i = 0; i < 3; i++) {
            source = builder.add(source, command("fill" + i, 1500), OPTIONS).source();
        }
        int room = new Zones(source)
                .free(MemoryMap.EXTENDED_FEATURES).stream()
                        .mapToInt(AddressRange::sizeBytes)
                        .sum();
        BuildResult full = builder.add(source, command("last", room), OPTIONS);
        assertThat(full.written().get(0).last()).isEqualTo(MemoryMap.EXTENDED_ZONE.last());
        assertThatThrownBy(() -> builder.add(full.source(), command("more", 400), OPTIONS))
                .hasMessageContaining("largest free run of the extended zone has 0 (0 free in all)");
        try (QemuTester tester = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())))) {
            TestReport report = tester.test(
                    full.image(),
                    List.of(
                            new Scenario(
                                    "the last feature runs",
                                    List.of(
                                            new Step("", List.of("absent \"Error\"")),
                                            new Step("last{Enter}", List.of("memory 064F = A5", "absent \"nknown\"")))),
                            new Scenario(
                                    "the first one too",
                                    List.of(new Step(
                                            "fill0{Enter}", List.of("memory 064F = A5", "absent \"nknown\"")))),
                            new Scenario(
                                    "and dir",
                                    List.of("A.TXT \"a\""),
                                    List.of(new Step("dir{Enter}", List.of("row \"1 file, 1 byte\"")))),
                            new Scenario(
                                    "the last byte counts",
                                    List.of("patch 9FFF = A5"),
                                    List.of(new Step(
                                            "last{Enter}", List.of("contains \"Error:\"", "contains \"nknown\""))))),
                    TestOptions.on(drive));
            assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
        }
    }
}
