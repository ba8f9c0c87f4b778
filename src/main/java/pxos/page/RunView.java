package pxos.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.pixel.RunRecord;
import pxos.pixel.RunStory;

/**
 * One run of the timeline.
 *
 * @param title of at most {@link #MOST_TITLE} characters
 * @param wholeGoal the goal where the title cannot hold it; else empty
 * @param reason why pxOS chose the goal by itself; empty where a person asked for it
 * @param mark pass, fail, error or skipped: a style class
 * @param meta time, who wrote it and what it took, each in a few words
 * @param verdict without its first word
 * @param strength how strong its tests are; empty where that is unknown
 * @param pictures before and after, of each feature
 */
record RunView(
        String id,
        String title,
        String wholeGoal,
        String reason,
        String time,
        String day,
        String milestone,
        List<String> meta,
        String mark,
        String word,
        String verdict,
        String understoodAs,
        Optional<StrengthView> strength,
        List<Picture> pictures,
        List<String> evidence,
        String hint) {

    private static final int MAX_EVIDENCE = 5;
    private static final int MOST_TITLE = 160;

    /**
     * A screen without and with what was built.
     *
     * @param feature its name; empty where the run built none
     * @param link whether pxOS still has it
     * @param outcome what came of its tests; empty where the run built but one
     * @param author who wrote it; empty where that is the author of the run
     * @param scenario the one that is shown
     * @param keys what that types
     */
    record Picture(
            String feature,
            boolean link,
            String outcome,
            String author,
            String scenario,
            String keys,
            Optional<ScreenView> before,
            Optional<ScreenView> after,
            String afterTitle) {

        boolean shows() {
            return !scenario.isEmpty() || !keys.isEmpty();
        }
    }

    /** The figures of the strength of tests, in per cent. */
    record StrengthView(String words, int executed, int caught) {

        private static final Pattern FIGURES = Pattern.compile("(\\d+) % executed, (\\d+) of (\\d+) mutants caught.*");

        static Optional<StrengthView> of(String words) {
            Matcher figures = FIGURES.matcher(words);
            if (!figures.matches()) {
                return Optional.empty();
            }
            int tried = Math.max(1, Integer.parseInt(figures.group(3)));
            int caught = Integer.parseInt(figures.group(2)) * 100 / tried;
            return Optional.of(new StrengthView(words, Integer.parseInt(figures.group(1)), caught));
        }
    }

    /**
     * @param present names of the features that pxOS has
     * @param withPictures whether its screens are shown
     */
    static RunView of(RunRecord run, Set<String> present, boolean withPictures) {
        String[] verdict = run.result().verdict().split(" - |$", 2);
        String word = verdict[0].toLowerCase(Locale.ROOT);
        String strength = run.proof().strength();
        String reason = withoutStrength(verdict.length > 1 ? verdict[1] : "", strength);
        return new RunView(
                run.request().runId(),
                cut(run.title()),
                run.request().goal().length() > MOST_TITLE ? run.request().goal() : "",
                run.story().reason(),
                run.request().time(),
                Numbers.day(run.request().time()),
                run.request().milestone(),
                meta(run),
                List.of("pass", "fail", "skipped").contains(word) ? word : "error",
                verdict[0],
                reason,
                run.result().remarks().understoodAs().equals(run.title())
                        ? ""
                        : run.result().remarks().understoodAs(),
                StrengthView.of(strength),
                withPictures ? pictures(run, present) : List.of(),
                run.proof().evidence().stream()
                        .filter(text -> !reason.contains(text))
                        .limit(MAX_EVIDENCE)
                        .toList(),
                hint(run.proof().hint()));
    }

    private static String withoutStrength(String verdict, String strength) {
        return strength.isEmpty() ? verdict : verdict.replace("; " + strength, "");
    }

    private static List<String> meta(RunRecord run) {
        RunRecord.Cost cost = run.cost();
        String attempts =
                cost.attempts() > run.result().features().size() ? Numbers.of(cost.attempts(), "attempt") : "";
        String tokens = cost.tokens() > 0 ? Numbers.of(cost.tokens(), "token") : "";
        return List.of("written by " + run.request().generator(), Numbers.seconds(cost.durationMs()), attempts, tokens)
                .stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Its first line; a list that follows is left out. */
    private static String hint(String hint) {
        return hint.lines().findFirst().orElse("").replaceFirst(":$", ".");
    }

    private static String cut(String text) {
        return text.length() <= MOST_TITLE
                ? text
                : text.substring(
                                0, Character.isHighSurrogate(text.charAt(MOST_TITLE - 1)) ? MOST_TITLE - 1 : MOST_TITLE)
                        + " …";
    }

    private static List<Picture> pictures(RunRecord run, Set<String> present) {
        List<RunStory.Built> built = run.passed() ? run.story().built() : List.of();
        List<Picture> pictures = built.stream()
                .map(feature -> picture(
                        feature, run.request().generator(), present.contains(feature.feature()), built.size() > 1))
                .toList();
        return pictures.stream().anyMatch(picture -> picture.after().isPresent())
                ? pictures
                : Stream.of(last(run))
                        .filter(picture -> picture.after().isPresent())
                        .toList();
    }

    private static Picture picture(RunStory.Built built, String author, boolean link, boolean amongOthers) {
        return new Picture(
                built.feature(),
                link,
                amongOthers ? built.verdict() : "",
                built.generator().equals(author) ? "" : built.generator(),
                built.scenario(),
                cut(built.keys()),
                ScreenView.of(built.before(), built.attributesBefore(), List.of()),
                ScreenView.of(built.after(), built.attributesAfter(), built.before()),
                "With it");
    }

    /** The screen that tells most; of a run that failed, what was seen instead. */
    private static Picture last(RunRecord run) {
        List<String> before = run.change().screenBefore();
        return new Picture(
                "",
                false,
                "",
                "",
                run.story().shows(),
                cut(run.story().keys()),
                ScreenView.of(before, run.change().attributesBefore(), List.of()),
                ScreenView.of(run.proof().screen(), run.change().attributes(), before),
                run.passed() ? "With it" : "What was seen");
    }
}
