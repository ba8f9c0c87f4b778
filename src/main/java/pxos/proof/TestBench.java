package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;

/** A guest, or one after another, for one image: boots it, checks the base, and runs scenarios from the fresh prompt. */
final class TestBench implements AutoCloseable {

    private final Guests guests;
    private final TestOptions options;
    private final BootImage image;
    private final DiskImage disk;
    private final List<ScenarioResult> baseResults = new ArrayList<>();
    private Guest guest;
    private TextScreen bootScreen;

    /** @param disk for scenarios that say nothing about theirs */
    TestBench(Guests guests, TestOptions options, BootImage image, DiskImage disk) {
        this.guests = guests;
        this.options = options;
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
        } catch (Problem e) {
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        } catch (QemuException e) {
            discard();
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        }
    }

    private ScenarioResult observe(Scenario scenario, DiskImage wanted) {
        if (!wanted.startsLike(disk)) {
            return observeOnOwnGuest(scenario, wanted);
        }
        ScenarioResult result;
        if (wanted.differsOnlyInFiles(disk)) {
            if (scenario.beginsWithPowerCycle()) {
                guest.restoreMemory();
            } else {
                guest.restore();
            }
            guest.insert(wanted);
            result = new ScenarioRun(guest, image, false).run(scenario);
        } else {
            // The snapshot has another pxOS in memory.
            result = new ScenarioRun(guest, image, true).runFromPowerOn(scenario, wanted);
        }
        if (needsNewGuest(result)) {
            discard();
        }
        return result;
    }

    /** QEMU learns when it starts which sectors cannot be read. */
    private ScenarioResult observeOnOwnGuest(Scenario scenario, DiskImage wanted) {
        try (Guest own = guests.own(wanted, options)) {
            return new ScenarioRun(own, image, true).runFromPowerOn(scenario, wanted);
        }
    }

    /** What a disk received stays in its statistics, and a QEMU that failed is gone; all else a snapshot sets back. */
    private boolean needsNewGuest(ScenarioResult result) {
        return result.verdict() == Verdict.ERROR
                || result.verdict() == Verdict.FAIL && guest.sight().highestByteWritten() > 0;
    }

    /** Boots and checks the base; leaves no guest where a check fails. */
    void boot() {
        boot(this::checkBase);
    }

    /**
     * Boots an OS that was proved when it was made: that it echoes keys is known.
     *
     * @param again whether it is going to run more than one scenario
     */
    void bootKnown(boolean again) {
        boot(() -> {
            if (reachesPrompt(new BaseChecks(guest, image, disk))) {
                guest.beginsFresh(again);
            }
        });
    }

    private void boot(Runnable checks) {
        if (!baseFailed()) {
            baseResults.clear();
            try {
                guest = guests.take(disk, options);
                checks.run();
            } catch (QemuException e) {
                baseResults.add(ScenarioResult.notMade(BaseChecks.REACHES_PROMPT, e.getMessage()));
            }
            if (baseFailed()) {
                discard();
            }
        }
    }

    private void checkBase() {
        BaseChecks checks = new BaseChecks(guest, image, disk);
        if (reachesPrompt(checks)) {
            guest.beginsFresh(true);
            baseResults.add(checks.echoesKeys(bootScreen));
        }
    }

    private boolean reachesPrompt(BaseChecks checks) {
        ScenarioResult booted = checks.reachesPrompt();
        baseResults.add(booted);
        bootScreen = booted.screen().orElse(null);
        return booted.verdict() == Verdict.PASS;
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

    /** Gives its guest back. */
    @Override
    public void close() {
        if (guest != null) {
            guests.giveBack(guest, options);
            guest = null;
        }
    }
}
