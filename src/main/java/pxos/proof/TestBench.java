package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;

/** Boots one image on one guest after another, checks the base, and runs scenarios from the fresh prompt. */
final class TestBench implements AutoCloseable {

    private final Emulator emulator;
    private final DriveKind drive;
    private final BootImage image;
    private final DiskImage disk;
    private final List<ScenarioResult> baseResults = new ArrayList<>();
    /** Stands where it was booted, or where its last scenario left it; null for none. */
    private Guest guest;

    private TextScreen bootScreen;

    /** @param disk for scenarios that say nothing about theirs */
    TestBench(Emulator emulator, DriveKind drive, BootImage image, DiskImage disk) {
        this.emulator = emulator;
        this.drive = drive;
        this.image = image;
        this.disk = disk;
    }

    List<ScenarioResult> baseResults() {
        return List.copyOf(baseResults);
    }

    boolean baseFailed() {
        return baseResults.stream().anyMatch(result -> result.verdict() != Verdict.PASS);
    }

    Optional<TextScreen> bootScreen() {
        return Optional.ofNullable(bootScreen);
    }

    /**
     * Boots and checks the base. Leaves no guest where a check fails, and does not try again.
     *
     * @param echo whether to check that it echoes keys, which is known of an OS that was proved before
     */
    void boot(boolean echo) {
        if (baseFailed()) {
            return;
        }
        baseResults.clear();
        try {
            guest = emulator.guest(disk, drive);
            BaseChecks checks = new BaseChecks(guest, image);
            ScenarioResult booted = checks.reachesPrompt();
            baseResults.add(booted);
            bootScreen = booted.screen().orElse(null);
            if (booted.verdict() == Verdict.PASS) {
                guest.keepPrompt();
                if (echo) {
                    baseResults.add(checks.echoesKeys(bootScreen));
                }
            }
        } catch (Problem e) {
            baseResults.add(ScenarioResult.notMade(BaseChecks.REACHES_PROMPT, e.getMessage()));
        }
        if (baseFailed()) {
            close();
        }
    }

    /** Runs a scenario; an error where the OS does not even reach its prompt. */
    ScenarioResult run(Scenario scenario) {
        try {
            if (guest == null) {
                boot(true);
            }
            if (guest == null) {
                return ScenarioResult.notMade(scenario.name(), "not run: the OS does not pass the base checks");
            }
            DiskImage wanted = scenario.disk().isEmpty() ? disk : ScenarioDisk.of(image, scenario);
            return wanted.differsOnlyInFiles(disk) ? fromPrompt(scenario, wanted) : fromPowerOn(scenario, wanted);
        } catch (Problem e) {
            close();
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        }
    }

    private ScenarioResult fromPrompt(Scenario scenario, DiskImage wanted) {
        guest.restorePrompt();
        guest.insert(wanted);
        ScenarioResult result = new ScenarioRun(guest, image).fromPrompt(scenario);
        // What it wrote stays written, and an emulator that failed is gone. A new guest is neither.
        if (result.verdict() == Verdict.ERROR || result.verdict() == Verdict.FAIL && guest.highestByteWritten() > 0) {
            close();
        }
        return result;
    }

    /** The kept prompt is that of another pxOS. */
    private ScenarioResult fromPowerOn(Scenario scenario, DiskImage wanted) {
        try (Guest own = emulator.guest(wanted, drive)) {
            return new ScenarioRun(own, image).fromPowerOn(scenario);
        }
    }

    /** Gives its guest back. */
    @Override
    public void close() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }
}
