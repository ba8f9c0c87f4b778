package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class FailingQemuIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Scenario GO = new Scenario("go", List.of(new Step("go{Enter}", List.of("row \"OK\""))));

    @Test
    void isAnErrorAndTheNextScenarioGetsANewQemu() throws Exception {
        BootImage image = Images.assemble("good");
        Path qemu = QemuBinary.locate(System.getenv());
        List<Long> before = qemus();
        Guests guests = new Guests((disk, options) ->
                new Guest(Machine.start(qemu, disk, DriveKind.IDE, ProcessBuilder::new, LONG), LONG, LONG));
        try (guests;
                TestBench bench = new TestBench(guests, TestOptions.defaults(), image, DiskImage.of(image))) {
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
        TestReport report = new QemuTester(Path.of("/bin/false"))
                .test(Images.assemble("good"), List.of(GO), TestOptions.defaults());
        assertThat(report.summary())
                .startsWith("ERROR - 0 of 2 checks")
                .endsWith("'base: boots to its prompt': QEMU did not start: it ended at once");
    }
}
