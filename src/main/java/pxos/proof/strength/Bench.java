package pxos.proof.strength;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.TextScreen;
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
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** One machine in the JVM, for one thread: it runs tests on the code of a subject, and on mutants of it. */
final class Bench {

    /** What a test may take on a mutant: so many times what it takes on the code as it is, and a boot. */
    private static final long FACTOR = 4;

    private static final long BOOT_INSTRUCTIONS = 500_000;

    /** What a test may take on the code as it is. */
    private static final long TRACE_INSTRUCTIONS = 20_000_000;

    /** What a step of a random session may take. */
    private static final long SESSION_INSTRUCTIONS = 1_000_000;

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
    private long work;

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

    /** Instructions of the guest that mutants and sessions have taken so far. */
    long work() {
        return work;
    }

    Trace trace(Scenario scenario) {
        DiskImage disk = disk(scenario);
        boolean fromPrompt = disk.differsOnlyInFiles(empty);
        PcGuest used = fromPrompt ? guest : emulator.guest(disk, subject.drive());
        if (fromPrompt) {
            used.keepPrompt(prompt);
            used.restorePrompt();
            used.patch(List.of());
            used.limit(TRACE_INSTRUCTIONS);
            used.insert(disk);
        }
        long start = used.instructions();
        ScenarioRun run = new ScenarioRun(used, subject.image());
        ScenarioResult result = fromPrompt ? run.fromPrompt(scenario) : run.fromPowerOn(scenario);
        return new Trace(scenario, fromPrompt, used.covered(), took(used, start), result.verdict());
    }

    /**
     * Tries tests on a mutant until one fails.
     *
     * @param complete whether these are all tests that could notice the change
     */
    Tried run(Mutant mutant, List<Trace> tests, boolean complete) {
        Tried tried = tried(mutant, tests, complete);
        work += tried.work();
        return tried;
    }

    private Tried tried(Mutant mutant, List<Trace> tests, boolean complete) {
        Outcome booted = prepare(mutant);
        long taken = BEGINNING + (booting.get(mutant.instruction().address()) ? guest.instructions() : 0);
        if (booted.rest() != Rest.WAITS_FOR_KEY) {
            return new Tried(isUnknown(booted) ? Verdict.ERROR : Verdict.FAIL, taken);
        }
        List<Patch> patches = mutant.patches(subject.image());
        BootImage changed = mutant.in(subject.image());
        Verdict verdict = complete ? Verdict.PASS : Verdict.ERROR;
        for (Trace test : tests) {
            Tried one = run(test, patches, changed);
            taken += one.work();
            if (one.verdict() == Verdict.FAIL) {
                return new Tried(Verdict.FAIL, taken);
            }
            verdict = one.verdict() == Verdict.ERROR ? Verdict.ERROR : verdict;
        }
        return new Tried(verdict, taken);
    }

    /** Makes the prompt of the guest that of a mutant, and says how it came there. */
    private Outcome prepare(Mutant mutant) {
        guest.keepPrompt(prompt);
        guest.restorePrompt();
        guest.patch(mutant.patches(subject.image()));
        if (!booting.get(mutant.instruction().address())) {
            return Outcome.at(Rest.WAITS_FOR_KEY);
        }
        guest.limit(BOOT_INSTRUCTIONS);
        guest.insert(empty);
        Outcome booted = guest.powerOn();
        guest.keepPrompt();
        return booted;
    }

    /** What a session shows on the code as it is. */
    Played play(Session session, DiskImage disk) {
        guest.keepPrompt(prompt);
        begin(List.of(), disk);
        List<View> views = new ArrayList<>();
        for (List<Input.KeyStroke> keys : session.strokes()) {
            views.add(typed(keys));
            if (!views.get(views.size() - 1).goesOn()) {
                break;
            }
        }
        return new Played(session, disk, views, guest.covered());
    }

    /** The first piece of a session that shows something else on a mutant; -1 for none, or where only QEMU can tell. */
    int firstDifference(Played played, Mutant mutant) {
        List<View> views = views(played, mutant);
        int last = views.size() - 1;
        return last < 0
                        || views.get(last).isUnknown()
                        || views.get(last).equals(played.views().get(last))
                ? -1
                : last;
    }

    /** What a session shows on a mutant, until that is something else; nothing where it cannot. */
    List<View> views(Played played, Mutant mutant) {
        int address = mutant.instruction().address();
        boolean runs = booting.get(address) || played.executed().get(address);
        if (!runs || prepare(mutant).rest() != Rest.WAITS_FOR_KEY) {
            return List.of();
        }
        begin(mutant.patches(subject.image()), played.disk());
        List<View> views = new ArrayList<>();
        List<List<Input.KeyStroke>> strokes = played.session().strokes();
        for (int i = 0; i < played.views().size(); i++) {
            views.add(typed(strokes.get(i)));
            if (!views.get(i).equals(played.views().get(i))) {
                break;
            }
        }
        return views;
    }

    private void begin(List<Patch> changes, DiskImage disk) {
        guest.restorePrompt();
        guest.patch(changes);
        guest.limit(SESSION_INSTRUCTIONS);
        guest.insert(disk);
        work += BEGINNING;
    }

    private View typed(List<Input.KeyStroke> keys) {
        long start = guest.instructions();
        Outcome outcome = guest.type(keys);
        work += took(guest, start);
        return View.of(outcome, guest);
    }

    DiskImage disk(Scenario scenario) {
        return scenario.disk().isEmpty() ? empty : ScenarioDisk.of(subject.image(), scenario);
    }

    /**
     * What a session showed.
     *
     * @param views one after each of its steps, until the machine did not go on
     * @param executed addresses at which an instruction was executed
     */
    record Played(Session session, DiskImage disk, List<View> views, BitSet executed) {}

    /** What can be seen of the machine at rest. */
    record View(Rest rest, boolean isUnknown, TextScreen screen) {

        static View of(Outcome outcome, PcGuest guest) {
            return new View(outcome.rest(), Bench.isUnknown(outcome), guest.screen());
        }

        boolean goesOn() {
            return rest == Rest.WAITS_FOR_KEY;
        }
    }

    private static boolean isUnknown(Outcome outcome) {
        return outcome.fault()
                .filter(fault -> fault.kind() == Fault.Kind.NOT_MODELLED)
                .isPresent();
    }

    private Tried run(Trace test, List<Patch> patches, BootImage changed) {
        PcGuest used = guest;
        if (test.fromPrompt()) {
            guest.restorePrompt();
            guest.insert(disk(test.scenario()));
        } else {
            used = emulator.guest(disk(test.scenario()), subject.drive());
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
