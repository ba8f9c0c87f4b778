package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Boots one image on one guest after another, checks the base, and runs scenarios from the fresh prompt. */
final class TestBench implements AutoCloseable {

    private static final String REACHES_PROMPT = "base: boots to its prompt";
    private static final String ECHOES_KEYS = "base: echoes keys";
    private static final String TYPED = "pxos";

    private final Setup setup;
    private final List<ScenarioResult> baseResults = new ArrayList<>();
    /** Stands where it was booted, or where its last scenario left it; null for none. */
    private Guest guest;

    private TextScreen bootScreen;

    /**
     * What is tested, and where.
     *
     * @param disk for scenarios that say nothing about theirs
     * @param echo whether to check that the OS echoes keys, which is known of one that was proved before
     */
    record Setup(Emulator emulator, DriveKind drive, BootImage image, DiskImage disk, boolean echo) {
        private Guest guest(DiskImage wanted) {
            return emulator.guest(wanted, drive);
        }
    }

    TestBench(Setup setup) {
        this.setup = setup;
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
     * Boots and checks the base: what every pxOS must do, whatever its features. Leaves no guest where a check fails, and
     * does not try again.
     */
    void boot() {
        if (baseFailed()) {
            return;
        }
        baseResults.clear();
        try {
            guest = setup.guest(setup.disk());
            if (reachesPrompt()) {
                guest.keepPrompt();
                if (setup.echo()) {
                    baseResults.add(echoesKeys());
                }
            }
        } catch (Problem e) {
            baseResults.add(ScenarioResult.notMade(REACHES_PROMPT, e.getMessage()));
        }
        if (baseFailed()) {
            close();
        }
    }

    /** Whether the OS shows its banner and its prompt, if it has any, and waits for a key. */
    private boolean reachesPrompt() {
        List<String> expect = new ArrayList<>();
        if (!ImageObservation.rows(setup.image().textAt(Vector.BANNER)).isEmpty()) {
            expect.add("contains \"{banner}\"");
        }
        if (!ImageObservation.rows(setup.image().textAt(Vector.PROMPT)).isEmpty()) {
            expect.add("cursor after \"{prompt}\"");
        }
        ScenarioResult booted = new ScenarioRun(guest, setup.image())
                .fromPowerOn(new Scenario(REACHES_PROMPT, List.of(new Step("", expect))));
        baseResults.add(booted);
        bootScreen = booted.screen().orElse(null);
        return booted.verdict() == Verdict.PASS;
    }

    private ScenarioResult echoesKeys() {
        ScenarioResult typed = new ScenarioRun(guest, setup.image())
                .fromPrompt(new Scenario(ECHOES_KEYS, List.of(new Step(TYPED, List.of()))));
        TextScreen after = typed.screen().orElse(bootScreen);
        if (typed.verdict() != Verdict.PASS || !after.rows().equals(bootScreen.rows())) {
            return typed;
        }
        Unmet unmet = new Unmet("the keys " + TYPED + " to show on the screen", "the same screen as before");
        return ScenarioResult.failed(
                ECHOES_KEYS, typed.took(), new Evidence(1, TYPED, List.of(unmet), null, guest.registers(), after));
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
            DiskImage wanted = scenario.disk().isEmpty() ? setup.disk() : ScenarioDisk.of(setup.image(), scenario);
            return wanted.differsOnlyInFiles(setup.disk())
                    ? fromPrompt(scenario, wanted)
                    : fromPowerOn(scenario, wanted);
        } catch (Problem e) {
            close();
            return ScenarioResult.notMade(scenario.name(), e.getMessage());
        }
    }

    private ScenarioResult fromPrompt(Scenario scenario, DiskImage wanted) {
        guest.restorePrompt();
        guest.insert(wanted);
        ScenarioResult result = new ScenarioRun(guest, setup.image()).fromPrompt(scenario);
        // What it wrote stays written, and an emulator that failed is gone. A new guest is neither.
        if (result.verdict() == Verdict.ERROR || result.verdict() == Verdict.FAIL && guest.highestByteWritten() > 0) {
            close();
        }
        return result;
    }

    /** The kept prompt is that of another pxOS. */
    private ScenarioResult fromPowerOn(Scenario scenario, DiskImage wanted) {
        try (Guest own = setup.guest(wanted)) {
            return new ScenarioRun(own, setup.image()).fromPowerOn(scenario);
        }
    }

    /** Its guest at its fresh prompt; empty where it has none. Closing it closes the bench. */
    Optional<Standing> standing() {
        if (guest == null) {
            return Optional.empty();
        }
        guest.restorePrompt();
        guest.insert(setup.disk());
        FreshPrompt fresh = FreshPrompt.of(guest, setup.image());
        return Optional.of(new Standing(guest, fresh, this::close));
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
