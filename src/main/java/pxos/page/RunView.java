package pxos.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.pixel.RunRecord;
import pxos.pixel.RunStory;

/**
 * One run of the timeline.
 *
 * @param mark pass, fail, error or skipped: a style class
 * @param meta time, who wrote it and what it took, each in a few words
 * @param verdict without its first word
 * @param strength how strong its tests are; empty where that is unknown
 * @param pictures before and after, of each feature
 */
record RunView(
        String id,
        String title,
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

    /**
     * A screen without and with what was built.
     *
     * @param feature its name; empty where there is but one
     */
    record Picture(
            String feature,
            String goal,
            String scenario,
            String keys,
            Optional<ScreenView> before,
            Optional<ScreenView> after,
            String afterTitle) {

        boolean shown() {
            return after.isPresent();
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

    /** @param withPictures whether its screens are shown */
    static RunView of(RunRecord run, boolean withPictures) {
        String[] verdict = run.result().verdict().split(" - |$", 2);
        String word = verdict[0].toLowerCase(Locale.ROOT);
        String strength = run.proof().strength();
        String reason = withoutStrength(verdict.length > 1 ? verdict[1] : "", strength);
        return new RunView(
                run.request().runId(),
                run.title(),
                run.request().time(),
                Numbers.day(run.request().time()),
                run.request().milestone(),
                meta(run),
                List.of("pass", "fail", "skipped").contains(word) ? word : "error",
                verdict[0],
                reason,
                run.result().understoodAs().equals(run.title())
                        ? ""
                        : run.result().understoodAs(),
                StrengthView.of(strength),
                withPictures ? pictures(run) : List.of(),
                run.proof().evidence().stream()
                        .filter(text -> !reason.contains(text))
                        .limit(MAX_EVIDENCE)
                        .toList(),
                run.proof().hint().lines().findFirst().orElse(""));
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

    private static List<Picture> pictures(RunRecord run) {
        List<Picture> built = run.passed()
                ? run.story().built().stream()
                        .map(RunView::picture)
                        .filter(Picture::shown)
                        .toList()
                : List.of();
        return built.isEmpty()
                ? List.of(last(run)).stream().filter(Picture::shown).toList()
                : built;
    }

    private static Picture picture(RunStory.Built built) {
        return new Picture(
                built.feature(),
                built.goal(),
                built.scenario(),
                built.keys(),
                ScreenView.of(built.before(), built.attributesBefore(), List.of()),
                ScreenView.of(built.after(), built.attributesAfter(), built.before()),
                "With it");
    }

    /** The screen that tells most; of a run that failed, what was seen instead. */
    private static Picture last(RunRecord run) {
        List<String> before = run.change().screenBefore();
        return new Picture(
                "",
                "",
                run.story().shows(),
                run.story().keys(),
                ScreenView.of(before, run.change().attributesBefore(), List.of()),
                ScreenView.of(run.proof().screen(), run.change().attributes(), before),
                run.passed() ? "With it" : "What was seen");
    }
}
