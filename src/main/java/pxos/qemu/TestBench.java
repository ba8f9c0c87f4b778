package pxos.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;
import pxos.scenario.ScenarioException;

/** One guest after another for one image: boots it, checks the base, and runs scenarios, each from the fresh prompt. */
final class TestBench implements AutoCloseable {

    private final Function<DiskImage, Guest> launcher;
    private final BootImage image;
    private final DiskImage disk;
    private final List<ScenarioResult> baseResults = new ArrayList<>();
    private Guest guest;
    private TextScreen bootScreen;

    /** @param disk for scenarios that say nothing about theirs */
    TestBench(Function<DiskImage, Guest> launcher, BootImage image, DiskImage disk) {
        this.launcher = launcher;
        this.image = image;
        this.disk = disk;
    }

    List<ScenarioResult> baseResults() {
        return List.copyOf(baseResults);
    }

    Optional<TextScreen> bootScreen() {
        return Optional.ofNullable(bootScreen);
    }

    /** Runs a scenario; an error where the OS does not even reach its prompt. */
    ScenarioResult run(Scenario scenario) {
        try {
            if (guest == null) {
                boot();
            }
            if (guest == null) {
                return ScenarioResult.notMade(scenario.name(), "not run: the OS does not pass the base checks");
            }
            return observe(scenario, scenario.disk().isEmpty() ? disk : ScenarioDisk.of(image, scenario));
        } catch (ScenarioException e) {
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        } catch (QemuException e) {
            discard();
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        }
    }

    private ScenarioResult observe(Scenario scenario, DiskImage wanted) {
        if (!wanted.differsOnlyInFiles(disk)) {
            return observeOnOwnGuest(scenario, wanted);
        }
        guest.restore();
        guest.insert(wanted);
        ScenarioResult result = new ScenarioRun(guest, image, false).run(scenario);
        if (needsNewGuest(result)) {
            discard();
        }
        return result;
    }

    /** The snapshot has another pxOS in memory, or QEMU has to learn at its start which sectors cannot be read. */
    private ScenarioResult observeOnOwnGuest(Scenario scenario, DiskImage wanted) {
        try (Guest own = launcher.apply(wanted)) {
            return new ScenarioRun(own, image, true).runFromPowerOn(scenario);
        }
    }

    /** What a disk received stays in its statistics, and a QEMU that failed is gone; all else a snapshot sets back. */
    private static boolean needsNewGuest(ScenarioResult result) {
        return result.evidence()
                .flatMap(Evidence::fault)
                .map(Fault::kind)
                .filter(kind -> kind == FaultKind.DISK_WRITE || kind == FaultKind.PROCESS_EXIT)
                .isPresent();
    }

    /** Boots and checks the base; leaves no guest where a check fails. */
    void boot() {
        if (!baseFailed()) {
            baseResults.clear();
            try {
                guest = launcher.apply(disk);
                checkBase();
            } catch (QemuException e) {
                baseResults.add(ScenarioResult.notMade(BaseChecks.REACHES_PROMPT, e.getMessage()));
            }
            if (baseFailed()) {
                discard();
            }
        }
    }

    private void checkBase() {
        BaseChecks checks = new BaseChecks(guest, image);
        ScenarioResult booted = checks.reachesPrompt();
        baseResults.add(booted);
        bootScreen = booted.screen().orElse(null);
        if (booted.verdict() == Verdict.PASS) {
            guest.save();
            baseResults.add(checks.echoesKeys(bootScreen));
        }
    }

    private boolean baseFailed() {
        return baseResults.stream().anyMatch(result -> result.verdict() != Verdict.PASS);
    }

    private void discard() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }

    @Override
    public void close() {
        discard();
    }
}
