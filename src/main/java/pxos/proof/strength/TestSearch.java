package pxos.proof.strength;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Bench.Played;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * Looks for tests that notice what the tests of a feature leave open: random sessions until a mutant shows something else.
 *
 * <p>What it finds pins what the code does, right or wrong. Which sessions are tried depends on nothing but their numbers.
 */
public final class TestSearch {

    /** Eight times as many found hardly more. */
    private static final int SESSIONS = 400;

    private static final int BATCH = 16;

    /** Sessions of which a test is made for one mutant; where none lasts, the next one will hardly do. */
    private static final int SESSIONS_A_MUTANT = 3;

    private final PcEmulator emulator = new PcEmulator();
    private final Workers workers = Workers.onAllCores();
    private final Subject subject;
    private final Sessions sessions;
    private final List<Bench> benches;
    private final List<Mutant> open;
    private final Predicate<Scenario> lasts;
    private final Map<Mutant, Integer> witnesses = new HashMap<>();
    private final List<Scenario> found = new ArrayList<>();

    /**
     * @param survivors mutants that the subject's tests do not notice
     * @param all tests of the whole OS, whose lines the sessions use, too
     * @param lasts tells tests that will hold in other circumstances from others, which are not taken
     */
    public TestSearch(Subject subject, List<Mutant> survivors, List<Scenario> all, Predicate<Scenario> lasts) {
        this.lasts = lasts;
        this.subject = subject;
        this.sessions = new Sessions(subject.tests(), all, Commands.of(subject.image()));
        this.open = new ArrayList<>(survivors);
        this.benches = Stream.generate(() -> new Bench(subject, emulator))
                .limit(workers.count())
                .toList();
    }

    /** Tests that each notice at least one survivor that the ones before it do not, named as generated. */
    public List<Scenario> run() {
        for (int from = 0; from < SESSIONS && !open.isEmpty(); from += BATCH) {
            List<Integer> numbers = IntStream.range(from, from + BATCH).boxed().toList();
            List<Mutant> wanted = List.copyOf(open);
            List<Map<Mutant, Integer>> noticed =
                    workers.map(numbers, benches, (bench, number) -> noticed(bench, number, wanted));
            for (int i = 0; i < numbers.size(); i++) {
                Session session = sessions.session(numbers.get(i));
                noticed.get(i).forEach((mutant, step) -> take(session, step, mutant));
            }
        }
        return List.copyOf(found);
    }

    /** All tests so far, searched and taken. */
    public List<Scenario> found() {
        return List.copyOf(found);
    }

    /** What no test notices yet. */
    public List<Mutant> open() {
        return List.copyOf(open);
    }

    /** Those of somebody's tests that last and notice something which no test before them does, named as generated. */
    public List<Scenario> takeOf(List<Scenario> offered) {
        List<Scenario> taken = new ArrayList<>();
        for (Scenario test : offered) {
            Scenario named = named(new Scenario(Witness.GENERATED + test.name(), test.disk(), test.steps()));
            Trace trace = benches.get(0).trace(named);
            if (trace.isUsable() && lasts.test(named) && removes(trace)) {
                found.add(named);
                taken.add(named);
            }
        }
        return taken;
    }

    private boolean removes(Trace trace) {
        return open.removeIf(
                mutant -> benches.get(0).run(mutant, List.of(trace), true).verdict() == Verdict.FAIL);
    }

    private Map<Mutant, Integer> noticed(Bench bench, int number, List<Mutant> wanted) {
        Map<Mutant, Integer> noticed = new LinkedHashMap<>();
        Session session = sessions.session(number);
        Played played = bench.play(session, bench.disk(session.scenario("disk", List.of())));
        if (played.views().stream().anyMatch(view -> view.isUnknown() || view.rest() == Rest.NEVER)) {
            return noticed;
        }
        for (Mutant mutant : wanted) {
            int step = bench.firstDifference(played, mutant);
            if (step >= 0) {
                noticed.put(mutant, step);
            }
        }
        return noticed;
    }

    private void take(Session session, int step, Mutant mutant) {
        if (!open.contains(mutant) || witnesses.merge(mutant, 1, Integer::sum) > SESSIONS_A_MUTANT) {
            return;
        }
        Bench bench = benches.get(0);
        Optional<Scenario> test = new Witness(bench, subject, lasts).of(session, step, mutant);
        if (test.isEmpty()) {
            return;
        }
        Scenario named = named(test.get());
        removes(bench.trace(named));
        found.add(named);
    }

    private Scenario named(Scenario test) {
        String name = test.name();
        for (int number = 2; isTaken(name); number++) {
            name = test.name() + " (" + number + ")";
        }
        return new Scenario(name, test.disk(), test.steps());
    }

    private boolean isTaken(String name) {
        return Stream.concat(found.stream(), subject.tests().stream())
                .anyMatch(test -> test.name().equals(name));
    }
}
