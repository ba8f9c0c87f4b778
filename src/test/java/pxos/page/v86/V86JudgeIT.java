package pxos.page.v86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;

/** v86 in Node judges as QEMU does: on a pxOS grown to the last milestone, and on broken ones. */
class V86JudgeIT {

    /** A broken image runs only these, one in so many. */
    private static final int ONE_IN = 20;

    private static OsState grown;

    @BeforeAll
    static void grow(@TempDir Path folder) throws Exception {
        grown = GrownWorkspace.state(folder.resolve("grown"));
    }

    private static V86Judge judge(Duration deadline) {
        Map<String, String> environment = System.getenv();
        Firmware firmware = Firmware.of(QemuBinary.locate(environment));
        return new V86Judge(NodeBinary.locate(environment), firmware, deadline);
    }

    @Test
    void everyScenarioOfTheGrownOsHolds() {
        TestReport report = judge(Duration.ofMinutes(5)).test(grown.image(), grown.scenarios());

        assertThat(report.failures()).isEmpty();
        assertThat(report.results()).hasSize(grown.scenarios().size() + 2);
        assertThat(report.bootScreen().orElseThrow().rows()).contains("pxOS v1.0 ready");
    }

    /** Each with one byte of a feature changed: a jump turned round, a wrong character, a call that leads astray. */
    @Test
    void brokenImagesFailTheSameScenariosAsInQemu() {
        List<Scenario> some = new ArrayList<>();
        for (int i = 0; i < grown.scenarios().size(); i += ONE_IN) {
            some.add(grown.scenarios().get(i));
        }
        try (QemuTester qemu = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())))) {
            for (int address : List.of(0x7E09, 0x7F20)) {
                BootImage broken = broken(address);
                TestReport there = qemu.test(broken, some, TestOptions.on(DriveKind.FLOPPY));
                TestReport here = judge(Duration.ofMinutes(5)).test(broken, some);

                assertThat(failing(here)).as("with %04X changed", address).isEqualTo(failing(there));
            }
        }
    }

    private static BootImage broken(int address) {
        byte[] bytes = grown.image().bytes();
        bytes[address - MemoryMap.IMAGE_BASE] ^= 1;
        return new BootImage(bytes, grown.image().labels());
    }

    private static List<String> failing(TestReport report) {
        return report.results().stream()
                .filter(result -> result.verdict() != Verdict.PASS)
                .map(ScenarioResult::name)
                .toList();
    }

    @Test
    void saysWhatWasWantedAndWhatWasThere() {
        Scenario wrong = Scenario.readAll(
                        pxos.json.Json.read(
                                "[{\"name\":\"says goodbye\",\"steps\":[{\"keys\":\"help{Enter}\",\"expect\":[\"contains \\\"goodbye\\\"\"]}]}]"))
                .get(0);

        ScenarioResult result = judge(Duration.ofMinutes(1))
                .test(grown.image(), List.of(wrong))
                .results()
                .get(2);

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.because())
                .startsWith("wanted \"goodbye\" on the screen, got no such text; the last rows are");
        assertThat(result.screen().orElseThrow().rows()).contains("pxOS v1> help");
    }

    @Test
    void endsANodeThatTakesTooLong() {
        assertThatThrownBy(() -> judge(Duration.ofMillis(300)).test(grown.image(), grown.scenarios()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("v86 in Node ended");
    }
}
