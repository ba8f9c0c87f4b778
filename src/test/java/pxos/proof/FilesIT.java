package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.disk.Fat12Disk;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** dir and type on disks that other programs made, and scenarios that change their disk. */
class FilesIT {

    private static final QemuTester TESTER = new QemuTester(
            new QemuEmulator(QemuBinary.locate(System.getenv()), Duration.ofSeconds(10), Duration.ofSeconds(5)));

    @TempDir
    private Path folder;

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    private static BootImage withFiles() throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        PrimitiveBuilder builder =
                new PrimitiveBuilder(new FeatureExpander(library), NasmAssembler.onPath(System.getenv("PATH")));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        for (String name : List.of("line_editor", "command_parser", "extended_loader", "dir", "type")) {
            Feature feature = new Feature(name, null, List.of(new Use(name, Map.of(), null)), List.of());
            source = builder.add(source, feature, new BuildOptions(name, "run_1", "test", false))
                    .source();
        }
        return builder.assemble(source);
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", List.of(command), output.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private void copy(String name, String content) throws Exception {
        Files.writeString(folder.resolve("file"), content);
        run("mcopy", "-D", "o", "-i", "disk", "file", "::" + name);
    }

    private static Scenario scenario(String keys, String... expect) {
        return new Scenario(keys, List.of(new Step(keys, List.of(expect))));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatMtoolsPutOnADiskOfMkfs(DriveKind drive) throws Exception {
        run("mkfs.fat", "-C", "-F", "12", "-R", "18", "-n", "VOLUME", "disk", "1440");
        copy("ONE.TXT", "one\r\ntwo\r\n");
        copy("HOLE.TXT", "x".repeat(3000));
        copy("THREE.TXT", "three\n");
        run("mdel", "-i", "disk", "::HOLE.TXT");
        // Takes the hole of the deleted file, then goes on behind THREE.TXT.
        copy("Split in two.txt", "start\n" + "\0".repeat(5000) + "end\n");
        run("mmd", "-i", "disk", "::SUB");
        copy("LATE.BIN", "\0".repeat(1_200_000) + "late\n");
        BootImage image = withFiles();
        Fat12Disk disk = Fat12Disk.open(Files.readAllBytes(folder.resolve("disk")));
        List<Integer> split = disk.table()
                .follow(disk.root().entries().stream()
                        .filter(entry -> entry.name().equals("SPLITI~1.TXT"))
                        .findFirst()
                        .orElseThrow()
                        .firstCluster());
        assertThat(split.get(split.size() - 1) - split.get(0)).as("fragmented").isGreaterThanOrEqualTo(split.size());
        disk.install(image.bytes());
        // mkfs.fat gave the disk a serial number and a label of its own; the OS in memory has them too.
        BootImage installed =
                new BootImage(java.util.Arrays.copyOf(disk.bytes(), image.bytes().length), image.labels());
        TestReport report = TESTER.test(
                installed,
                DiskImage.ofBytes(disk.bytes()),
                List.of(
                        scenario(
                                "dir{Enter}",
                                "row \"ONE.TXT              10\"",
                                "row \"SPLITI~1.TXT       5010\"",
                                "row \"SUB               <DIR>\"",
                                "absent \"VOLUME\"",
                                "absent \"HOLE\"",
                                "row \"4 files, 1205031 bytes\""),
                        scenario("type one.txt{Enter}", "rows \"one\" \"two\" \"{prompt}\""),
                        scenario("type spliti~1.txt{Enter}", "rows \"start\" \"end\" \"{prompt}\""),
                        scenario("type late.bin{Enter}", "rows \"late\" \"{prompt}\""),
                        scenario("type hole.txt{Enter}", "contains \"Error:\"")),
                TestOptions.on(drive));
        assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
    }

    @Test
    void givesEachScenarioItsOwnDiskInOneBoot() throws Exception {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            scenarios.add(new Scenario(
                    "file " + i,
                    List.of("A.TXT \"number " + i + "\\n\""),
                    List.of(new Step("type a.txt{Enter}", List.of("row \"number " + i + "\"", "absent \"Error\"")))));
            scenarios.add(scenario("type a.txt{Enter}", "contains \"Error:\""));
        }
        scenarios.add(new Scenario(
                "damaged",
                List.of("patch 8034 = A5"),
                List.of(new Step("", List.of("contains count 1 \"Error:\"", "cursor after \"{prompt}\"")))));
        scenarios.add(new Scenario(
                "unreadable",
                List.of("unreadable 36"),
                List.of(new Step("dir{Enter}", List.of("contains count 1 \"Error:\"")))));
        scenarios.add(new Scenario("sound", List.of(), List.of(new Step("", List.of("absent \"Error\"")))));
        for (DriveKind drive : DriveKind.values()) {
            TestReport report = TESTER.test(withFiles(), scenarios, TestOptions.on(drive));
            assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void isAnErrorWhereTheFilesDoNotFit() throws Exception {
        Scenario full = new Scenario(
                "full", List.of("A.BIN 1448960*\"x\"", "B.BIN \"x\""), List.of(new Step("", List.of("idle"))));
        ScenarioResult result = TESTER.test(Images.assemble("good"), List.of(full), TestOptions.on(DriveKind.IDE))
                .results()
                .get(2);
        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.because()).isEqualTo("the disk of 'full' cannot be made: no room for B.BIN");
    }
}
