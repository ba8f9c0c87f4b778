package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * Whether a feature shows the same where it must not: the same time a minute later, the same text of a file that holds
 * another one, the same result whatever the argument. A test of one time, one file and one argument passes all the same.
 */
final class Constant {

    /** Hours and minutes. */
    static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d");

    private static final Pattern FILE = Pattern.compile("(\\S+) \"([^\"\\\\]|\\\\.)*\"");
    private static final Pattern ESCAPE_OR_WORD = Pattern.compile("\\\\.|[A-Za-z]{4,}");
    private static final Pattern REFUSAL =
            Pattern.compile("(?i)error|usage|unknown|argument|invalid|wrong|without|takes|\\bnot?\\b");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final OtherArguments arguments;
    private final Replay replay;

    Constant(Guest guest, FreshPrompt fresh, Change change) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
        this.arguments = new OtherArguments(fresh, change);
        this.replay = new Replay(guest, fresh);
    }

    /**
     * What is the same and must not be; empty where nothing is.
     *
     * @param shown the screen after the scenario
     */
    Optional<Fault> fault(Scenario scenario, DiskImage disk, TextScreen shown) {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        return time(scenario, disk, shown).or(() -> file(scenario, shown)).or(() -> argument(scenario, disk));
    }

    private static Optional<Fault> same(boolean isSame, String where) {
        return isSame
                ? Optional.of(new Fault(Fault.Kind.SECOND_USE, "it shows the same " + where + ": is it a constant?"))
                : Optional.empty();
    }

    private Optional<Fault> time(Scenario scenario, DiskImage disk, TextScreen shown) {
        Set<String> typed =
                TIME.matcher(scenario.keys()).results().map(MatchResult::group).collect(Collectors.toSet());
        Set<String> times = times(shown);
        times.removeAll(typed);
        if (times.isEmpty() || !change.asksFor(Effect.SHOWS_TIME)) {
            return Optional.empty();
        }
        replay.begin(disk);
        if (guest.letPass(AnotherTime.TICKS).rest() != Rest.WAITS_FOR_KEY) {
            return Optional.empty();
        }
        boolean waits = replay.did(scenario);
        Set<String> later = times(guest.screen());
        later.removeAll(typed);
        return same(waits && times.equals(later), "when more than a minute has passed");
    }

    private Set<String> times(TextScreen screen) {
        return replay.output(screen).stream()
                .flatMap(row -> TIME.matcher(row).results())
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private Optional<Fault> file(Scenario scenario, TextScreen shown) {
        boolean usual =
                scenario.disk().stream().allMatch(item -> FILE.matcher(item).matches());
        if (scenario.disk().isEmpty() || !usual || !showsAWordOf(scenario, shown)) {
            return Optional.empty();
        }
        List<String> others =
                scenario.disk().stream().map(Constant::withAnotherText).toList();
        if (others.equals(scenario.disk())) {
            return Optional.empty();
        }
        Scenario other = new Scenario(scenario.name(), others, scenario.steps());
        replay.begin(CloseLook.disk(fresh.image(), other));
        return same(
                replay.did(scenario) && replay.output(shown).equals(replay.output(guest.screen())),
                "where the files hold other texts");
    }

    /** Whether a word of its files that nobody typed is shown. */
    private boolean showsAWordOf(Scenario scenario, TextScreen shown) {
        String typed = scenario.keys();
        String output = String.join("\n", replay.output(shown));
        return scenario.disk().stream()
                .map(item -> item.substring(item.indexOf('"')))
                .flatMap(text -> WORD.matcher(text).results())
                .map(found -> found.group())
                .anyMatch(word -> output.contains(word) && !typed.contains(word));
    }

    /** The same name, and each word of the text backwards. */
    private static String withAnotherText(String item) {
        int start = item.indexOf('"');
        Matcher words = ESCAPE_OR_WORD.matcher(item.substring(start));
        return item.substring(0, start)
                + words.replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith("\\")
                                ? found.group()
                                : new StringBuilder(found.group()).reverse().toString()));
    }

    private Optional<Fault> argument(Scenario scenario, DiskImage disk) {
        boolean asked = change.asksFor(Effect.ARGUMENT);
        List<String> calls = arguments.callsOf(scenario);
        if (calls.size() < 2 || change.hasResults() && wantsAnErrorEachTime(scenario)) {
            return Optional.empty();
        }
        if (asked && isTheSame(disk, calls)) {
            return same(true, "whatever the argument is");
        }
        Shown own = shown(disk, calls.get(0));
        // A command that takes no argument may refuse any.
        boolean withAny = !REFUSAL.matcher(own.text()).find()
                && !own.equals(shown(disk, calls.get(calls.size() - 1)))
                && isTheSame(disk, arguments.variedCallsOf(scenario));
        return same(withAny, "whatever the argument is");
    }

    /** Whether lines, and those that tests type, all show the same, which is more than nothing. */
    private boolean isTheSame(DiskImage disk, List<String> calls) {
        Shown first = shown(disk, calls.get(0));
        return !first.text().isEmpty()
                && Stream.concat(calls.stream(), callsOfTests())
                        .distinct()
                        .skip(1)
                        .allMatch(call -> shown(disk, call).equals(first));
    }

    /**
     * What a line came to.
     *
     * @param text between prompts; empty where the machine does not wait for a key
     * @param ticks timer ticks that passed meanwhile
     */
    private record Shown(String text, int ticks) {}

    private Shown shown(DiskImage disk, String call) {
        replay.begin(disk);
        boolean did = replay.did(call);
        return new Shown(did ? String.join("\n", replay.output(guest.screen())) : "", OrdinaryUse.ticks(guest));
    }

    private Stream<String> callsOfTests() {
        return change.tests().stream()
                .filter(test -> !wantsAnErrorEachTime(test))
                .flatMap(test -> arguments.ownCallsOf(test).stream());
    }

    /** Whether a test wants an error after all that it types: of wrong arguments, one may be as wrong as the other. */
    static boolean wantsAnErrorEachTime(Scenario scenario) {
        return scenario.steps().stream()
                .filter(step -> !step.expect().isEmpty())
                .allMatch(step -> step.expect().stream().anyMatch(expected -> expected.contains("\"Error")));
    }
}
