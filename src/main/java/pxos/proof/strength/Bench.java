package pxos.proof.strength;

import java.util.BitSet;
import java.util.List;
import pxos.os.BootImage;
import pxos.proof.DiskImage;
import pxos.proof.Fault;
import pxos.proof.Outcome;
import pxos.proof.ScenarioDisk;
import pxos.proof.ScenarioResult;
import pxos.proof.ScenarioRun;
import pxos.proof.Verdict;
import pxos.proof.pc.Patch;
import pxos.proof.pc.Pc;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** One machine in the JVM, for one thread: it runs tests on the code of a subject, and on mutants of it. */
final class Bench {

    /** What a test may take on a mutant: so many times what it takes on the code as it is, and a boot. */
    private static final long FACTOR = 4;

    private static final long BOOT_INSTRUCTIONS = 500_000;

    /** What beginning a test takes, measured in instructions. */
    private static final long BEGINNING = 20_000;

    /**
     * What became of a mutant.
     *
     * @param verdict FAIL where a test fails; an error where QEMU would have to be asked
     * @param work instructions of the guest that it took
     */
    record Tried(Verdict verdict, long work) {}

    private final Subject subject;
    private final PcEmulator emulator;
    private final DiskImage empty;
    private final PcGuest guest;
    private final BitSet booting;
    private final Pc.Snapshot prompt;

    Bench(Subject subject, PcEmulator emulator) {
        this.subject = subject;
        this.emulator = emulator;
        this.empty = DiskImage.of(subject.image());
        this.guest = emulator.guest(empty, subject.drive());
        guest.powerOn();
        this.booting = guest.covered();
        guest.keepPrompt();
        this.prompt = guest.prompt();
    }

    /** Addresses at which an instruction is executed on the way to the prompt. */
    BitSet booting() {
        return booting;
    }

    Trace trace(Scenario scenario) {
        DiskImage disk = scenario.disk().isEmpty() ? empty : ScenarioDisk.of(subject.image(), scenario);
        boolean fromPrompt = disk.differsOnlyInFiles(empty);
        PcGuest used = fromPrompt ? guest : emulator.guest(disk, subject.drive());
        if (fromPrompt) {
            used.restorePrompt();
            used.insert(disk);
        }
        long start = used.instructions();
        ScenarioRun run = new ScenarioRun(used, subject.image());
        ScenarioResult result = fromPrompt ? run.fromPrompt(scenario) : run.fromPowerOn(scenario);
        return new Trace(scenario, disk, fromPrompt, used.covered(), took(used, start), result.verdict());
    }

    /**
     * Tries tests on a mutant until one fails.
     *
     * @param complete whether these are all tests that could notice the change
     */
    Tried run(Mutant mutant, List<Trace> tests, boolean complete) {
        List<Patch> patches = mutant.patches(subject.image());
        BootImage changed = mutant.in(subject.image());
        guest.keepPrompt(prompt);
        guest.restorePrompt();
        guest.limit(BOOT_INSTRUCTIONS);
        guest.patch(patches);
        long work = BEGINNING;
        if (booting.get(mutant.instruction().address())) {
            guest.insert(empty);
            Outcome booted = guest.powerOn();
            work += guest.instructions();
            if (booted.rest() != Rest.WAITS_FOR_KEY) {
                return new Tried(verdict(booted), work);
            }
            guest.keepPrompt();
        }
        Verdict verdict = complete ? Verdict.PASS : Verdict.ERROR;
        for (Trace test : tests) {
            Tried one = run(test, patches, changed);
            work += one.work();
            if (one.verdict() == Verdict.FAIL) {
                return new Tried(Verdict.FAIL, work);
            }
            verdict = one.verdict() == Verdict.ERROR ? Verdict.ERROR : verdict;
        }
        return new Tried(verdict, work);
    }

    private static Verdict verdict(Outcome booted) {
        boolean unknown = booted.fault()
                .map(Fault::kind)
                .filter(Fault.Kind.NOT_MODELLED::equals)
                .isPresent();
        return unknown ? Verdict.ERROR : Verdict.FAIL;
    }

    private Tried run(Trace test, List<Patch> patches, BootImage changed) {
        PcGuest used = guest;
        if (test.fromPrompt()) {
            guest.restorePrompt();
            guest.insert(test.disk());
        } else {
            used = emulator.guest(test.disk(), subject.drive());
        }
        used.limit(test.instructions() * FACTOR + BOOT_INSTRUCTIONS);
        used.patch(patches);
        long start = used.instructions();
        ScenarioRun run = new ScenarioRun(used, changed);
        ScenarioResult result = test.fromPrompt() ? run.fromPrompt(test.scenario()) : run.fromPowerOn(test.scenario());
        return new Tried(result.verdict(), BEGINNING + took(used, start));
    }

    /** Where it was switched off and on in between, the count began anew. */
    private static long took(PcGuest used, long start) {
        return used.instructions() > start ? used.instructions() - start : used.instructions();
    }
}
