package pxos.proof.strength;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.code.Instruction;
import pxos.proof.DiskImage;
import pxos.proof.Emulator;
import pxos.proof.Guest;
import pxos.proof.ScenarioDisk;
import pxos.proof.ScenarioRun;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Bench.Tried;
import pxos.scenario.Scenario;

/**
 * Measures how strong the tests of a feature are, on the machine in the JVM.
 *
 * <p>What comes out is the same each time, on every computer: the clock, the budgets and the sample depend on nothing but
 * the code and its tests.
 */
public final class StrengthTester {

    /** What all mutants together may take, in instructions of the guest: about a second on two cores. */
    private static final long WORK = 40_000_000;

    /** What the search for numbers that tests leave out may take of it, as a divisor. */
    private static final int NUMBERS_SHARE = 4;

    /** Mutants between two looks at the work that is left. */
    private static final int BATCH = 16;

    private final PcEmulator emulator;
    private final Supplier<Emulator> judge;
    private final Workers workers;
    private final Runnable goOn;

    /** @param judge is asked only for tests that the machine in the JVM cannot run; stays open */
    public StrengthTester(Supplier<Emulator> judge) {
        this(judge, () -> {});
    }

    /**
     * @param judge is asked only for tests that the machine in the JVM cannot run; stays open
     * @param goOn is asked before each mutant, from any thread; what it throws ends the work
     */
    public StrengthTester(Supplier<Emulator> judge, Runnable goOn) {
        this(judge, Workers.onAllCores(), goOn);
    }

    StrengthTester(Supplier<Emulator> judge, Workers workers, Runnable goOn) {
        this.emulator = new PcEmulator();
        this.judge = judge;
        this.workers = workers;
        this.goOn = goOn;
    }

    /** Tries as many mutants as there is time for, evenly spread over the code. */
    public Strength measure(Subject subject) {
        return measure(subject, WORK);
    }

    /**
     * Tries fewer mutants, for a first look at one of several answers, or at a feature that is there only
     * because others need it.
     *
     * @param answers how many share the work that {@link #measure(Subject)} does for one, at least 1
     */
    public Strength gauge(Subject subject, int answers) {
        return measure(subject, WORK / answers);
    }

    /** Tries every mutant. */
    public Strength measureAll(Subject subject) {
        return measure(subject, Long.MAX_VALUE);
    }

    private Strength measure(Subject subject, long work) {
        if (subject.code().isEmpty()) {
            return new Strength(0, List.of(), 0, 0, List.of(), List.of(), 0, 0, List.of());
        }
        List<Bench> benches = Stream.generate(() -> new Bench(subject, emulator))
                .limit(workers.count())
                .toList();
        Bench first = benches.get(0);
        List<Trace> traces = workers.map(subject.tests(), benches, Bench::trace);
        List<Mutant> mutants = Mutations.of(subject.code());
        Trials trials = new Trials(traces, first.booting());
        List<Mutant> order = spread(mutants);
        List<String> untyped = untyped(first, subject, trials, work / NUMBERS_SHARE);
        List<Tried> tried = tried(order, benches, trials, work - first.work());
        BitSet executed = executed(subject, first.booting(), traces);
        return summary(subject, mutants.size(), order, tried, traces, executed).with(untyped);
    }

    /** What the code is seen to get wrong and no test types, each in words. */
    private static List<String> untyped(Bench bench, Subject subject, Trials trials, long work) {
        Optional<String> signed = new SignedNumbers(bench, subject).untested(trials.usable(), work);
        Optional<String> wrapped = new WrappedNumbers(bench, subject).untested(work);
        Optional<String> unread = new UnreadArguments(bench, subject).untested(work);
        return Stream.of(
                        unread.stream(),
                        signed.stream()
                                .map(line -> "a number beyond 32767, which the code takes for a negative one (" + line
                                        + ")"),
                        wrapped.stream()
                                .map(line -> "a number beyond 65535, of which the code keeps the last 16 bits (" + line
                                        + ")"))
                .flatMap(each -> each)
                .toList();
    }

    private static Strength summary(
            Subject subject, int mutants, List<Mutant> order, List<Tried> tried, List<Trace> traces, BitSet executed) {
        List<Instruction> left = subject.code().stream()
                .filter(instruction -> !executed.get(instruction.address()))
                .toList();
        List<Instruction> notExecuted = left.stream()
                .filter(instruction ->
                        subject.equivalents().neverExecuted(instruction).isEmpty())
                .toList();
        Map<Boolean, List<Mutant>> unnoticed = IntStream.range(0, tried.size())
                .filter(i -> tried.get(i).verdict() == Verdict.PASS)
                .mapToObj(order::get)
                .sorted(Comparator.comparingInt(mutant -> mutant.instruction().address()))
                .collect(Collectors.partitioningBy(
                        mutant -> subject.equivalents().reason(mutant).isPresent()));
        return new Strength(
                subject.code().size() - left.size() + notExecuted.size(),
                notExecuted,
                mutants,
                count(tried, Verdict.FAIL),
                unnoticed.get(false),
                unnoticed.get(true).stream()
                        .map(mutant -> new Strength.Excused(
                                mutant, subject.equivalents().reason(mutant).orElseThrow()))
                        .toList(),
                count(tried, Verdict.ERROR),
                (int) traces.stream().filter(trace -> !trace.isUsable()).count(),
                List.of());
    }

    private static int count(List<Tried> tried, Verdict verdict) {
        return (int) tried.stream().filter(one -> one.verdict() == verdict).count();
    }

    /** In an order of which every beginning is evenly spread over the code: their numbers, read from the last bit on. */
    private static List<Mutant> spread(List<Mutant> mutants) {
        return IntStream.range(0, mutants.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> Integer.reverse(i) >>> 1))
                .map(mutants::get)
                .toList();
    }

    /** What became of the first mutants, until the work is used up; none is left out because of the computer's speed. */
    private List<Tried> tried(List<Mutant> mutants, List<Bench> benches, Trials trials, long work) {
        List<Tried> tried = new ArrayList<>();
        long left = work;
        for (int from = 0; from < mutants.size() && left > 0; from += BATCH) {
            List<Mutant> batch = mutants.subList(from, Math.min(mutants.size(), from + BATCH));
            List<Tried> results = workers.map(batch, benches, (bench, mutant) -> {
                goOn.run();
                return trials.run(bench, mutant);
            });
            tried.addAll(results);
            left -= results.stream().mapToLong(Tried::work).sum();
        }
        return tried;
    }

    private BitSet executed(Subject subject, BitSet booting, List<Trace> traces) {
        BitSet executed = (BitSet) booting.clone();
        traces.forEach(trace -> executed.or(trace.executed()));
        boolean all = subject.code().stream().map(Instruction::address).allMatch(executed::get);
        if (!all) {
            traces.stream()
                    .filter(trace -> !trace.isUsable())
                    .forEach(trace -> executed.or(executedInQemu(subject, trace.scenario())));
        }
        return executed;
    }

    private BitSet executedInQemu(Subject subject, Scenario scenario) {
        DiskImage disk = ScenarioDisk.of(subject.image(), scenario);
        BitSet executed = new BitSet();
        try (Guest guest = judge.get().guest(disk, subject.drive())) {
            new ScenarioRun(guest, subject.image()).fromPowerOn(scenario);
            guest.firstExecuted(address -> {
                executed.set(address);
                return false;
            });
        }
        return executed;
    }

    /** Which tests are tried on a mutant. */
    private record Trials(List<Trace> usable, boolean complete, BitSet booting) {

        Trials(List<Trace> traces, BitSet booting) {
            this(
                    traces.stream()
                            .filter(Trace::isUsable)
                            .sorted(Comparator.comparingLong(Trace::instructions))
                            .toList(),
                    traces.stream().allMatch(Trace::isUsable),
                    booting);
        }

        /** Only a test that executes the instruction can notice a change to it. */
        private List<Trace> of(Mutant mutant) {
            int address = mutant.instruction().address();
            return usable.stream()
                    .filter(trace -> booting.get(address) || trace.executed().get(address))
                    .toList();
        }

        Tried run(Bench bench, Mutant mutant) {
            return bench.run(mutant, of(mutant), complete);
        }
    }
}
