package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class FailingQemuIT {

    private static final Scenario GO = new Scenario("go", List.of(new Step("go{Enter}", List.of("row \"OK\""))));

    @Test
    void isAnErrorAndTheNextScenarioGetsANewQemu() throws Exception {
        BootImage image = Images.assemble("good");
        List<Long> before = qemus();
        try (Emulator emulator = new QemuEmulator(QemuBinary.locate(System.getenv()));
                TestBench bench =
                        new TestBench(new TestBench.Setup(emulator, DriveKind.IDE, image, DiskImage.of(image), true))) {
            bench.boot();
            for (long pid : qemus()) {
                if (!before.contains(pid)) {
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            ScenarioResult result = bench.run(GO);
            assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
            assertThat(result.because()).contains("QEMU closed its monitor");
            assertThat(bench.run(GO).verdict()).isEqualTo(Verdict.PASS);
        }
    }

    private static List<Long> qemus() {
        return ProcessHandle.current()
                .children()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    @Test
    void isNoPassWhereQemuDoesNotStart() throws Exception {
        try (QemuTester tester = new QemuTester(new QemuEmulator(Path.of("/bin/false")))) {
            TestReport report = tester.test(Images.assemble("good"), List.of(GO), TestOptions.on(DriveKind.IDE));
            assertThat(report.summary())
                    .startsWith("ERROR - 0 of 2 checks")
                    .endsWith("'base: boots to its prompt': QEMU did not start: it ended at once");
        }
    }
}
