package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pxos.build.ShippedOs;
import pxos.os.BootImage;
import pxos.os.ListedBytes;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Scenarios that write: sectors that cannot be written, and cuts of the power; on QEMU and on the machine in the JVM. */
class WritingIT {

    private static final ShippedOs OS =
            ShippedOs.with(List.of("line_editor command_parser extended_loader files".split(" ")));
    private static final QemuTester QEMU = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())));
    private static final QemuTester JVM = new QemuTester(new PcEmulator());

    @AfterAll
    static void endQemu() {
        QEMU.close();
        JVM.close();
    }

    private static Scenario scenario(String name, List<String> disk, String keys, String... expect) {
        return new Scenario(name, disk, List.of(new Step(keys, List.of(expect))));
    }

    private static final List<Scenario> GOOD = List.of(
            scenario(
                    "the FAT cannot be written",
                    List.of("writes files", "unwritable 18", "A.TXT \"one\""),
                    "copy a.txt b.txt{Enter}del a.txt{Enter}",
                    "answer contains count 2 \"Error: Cannot write the disk\"",
                    "no file B.TXT"),
            scenario(
                    "a sector that nobody writes cannot be written",
                    List.of("writes files", "unwritable 2000", "A.TXT \"one\""),
                    "copy a.txt b.txt{Enter}",
                    "file B.TXT \"one\"",
                    "disk sound"),
            scenario(
                    "copy",
                    List.of("writes files", "A.TXT 1500*\"x\""),
                    "copy a.txt b.txt{Enter}",
                    "file B.TXT 1500*\"x\"",
                    "survives power cuts"),
            new Scenario(
                    "del, behind another start",
                    List.of("writes files", "A.TXT 1500*\"x\"", "B.TXT \"b\""),
                    List.of(
                            new Step("del a.txt{Enter}", List.of("survives power cuts", "no file A.TXT")),
                            new Step("{Boot}del b.txt{Enter}", List.of("no file B.TXT", "survives power cuts")))));

    @ParameterizedTest
    @EnumSource
    void filesSurvive(DriveKind drive) {
        for (QemuTester tester : List.of(QEMU, JVM)) {
            TestReport report = tester.test(OS.image(), GOOD, TestOptions.on(drive));
            assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
        }
    }

    /** It writes the directory before the FAT: each file is whole where nobody pulls the plug. */
    @ParameterizedTest
    @EnumSource
    void theWrongOrderIsSeen(DriveKind drive) {
        String text = OS.image().source();
        int saved = text.indexOf("mov [scratch+60], ax");
        int flush = text.indexOf("WRITE", saved);
        String broken = text.substring(0, flush)
                + text.substring(flush).replaceFirst("0xE8 0x\\w\\w 0x\\w\\w ; call .flush", "0x90 0x90 0x90");
        BootImage image = new BootImage(ListedBytes.of(broken.getBytes(StandardCharsets.ISO_8859_1)), Map.of());
        for (QemuTester tester : List.of(QEMU, JVM)) {
            TestReport report = tester.test(image, GOOD.subList(2, 3), TestOptions.on(drive));
            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.because())
                        .isEqualTo(
                                "wanted a disk that survives power cuts, got B.TXT is neither the old file nor the new one,"
                                        + " where the power is cut in the middle of write 4 of 6, to sector 36");
            });
        }
    }
}
