package pxos.pixel;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a run the network keeps: longer texts are cut at a character, longer lists at an entry, and the
 * field's name goes to {@link RunRecord#clipped()}. Whatever a run produced, its record stays below 300,000
 * characters. Lone surrogates, which no encoding can carry, become U+FFFD.
 */
public final class RecordLimits {
    /** Characters (UTF-16) of a name: ids, times, stages. */
    public static final int NAME = 200;

    /** Characters of a goal, a hint, the colours of a screen or one entry of evidence. */
    public static final int TEXT = 2_000;

    /** Characters of a plan. */
    public static final int PLAN = 8_000;

    /** Characters of a line of a screen or listing, a byte range or a feature. */
    public static final int LINE = 160;

    /** Entries of evidence. */
    public static final int EVIDENCE = 40;

    /** Rows of a screen. */
    public static final int ROWS = 60;

    /** Entries of any other list. */
    public static final int ENTRIES = 400;

    private RecordLimits() {}

    static RunRecord clip(RunRecord run) {
        Clipper clip = new Clipper(run.clipped());
        return new RunRecord(
                clip.text("runId", run.runId(), NAME),
                clip.text("time", run.time(), NAME),
                clip.text("goal", run.goal(), TEXT),
                clip.text("milestone", run.milestone(), NAME),
                clip.text("generator", run.generator(), NAME),
                clip.text("verdict", run.verdict(), NAME),
                clip.text("stage", run.stage(), NAME),
                clip.list("features", run.features(), LINE, ENTRIES),
                clip.text("plan", run.plan(), PLAN),
                clip.list("bytes", run.bytes(), LINE, ENTRIES),
                run.checksPassed(),
                run.checksTotal(),
                clip.list("evidence", run.evidence(), TEXT, EVIDENCE),
                clip.text("hint", run.hint(), TEXT),
                clip.list("screen", run.screen(), LINE, ROWS),
                run.attempts(),
                run.tokens(),
                run.durationMs(),
                clip.list("screenBefore", run.screenBefore(), LINE, ROWS),
                clip.list("changes", run.changes(), LINE, ENTRIES),
                clip.list("listing", run.listing(), LINE, ENTRIES),
                clip.words("attributes", run.attributes(), TEXT),
                clip.words("attributesBefore", run.attributesBefore(), TEXT),
                clip.names());
    }

    private static final class Clipper {
        private final List<String> names = new ArrayList<>();

        Clipper(List<String> already) {
            already.stream().limit(ENTRIES).forEach(name -> names.add(cut(name, NAME)));
        }

        List<String> names() {
            return names;
        }

        String text(String name, String text, int limit) {
            String cut = cut(text, limit);
            if (cut.length() < text.length()) {
                note(name);
            }
            return wellFormed(cut);
        }

        /** Cut behind a word: half of one would say something else. */
        String words(String name, String text, int limit) {
            if (text.length() <= limit) {
                return text(name, text, limit);
            }
            note(name);
            return wellFormed(text.substring(0, Math.max(0, text.lastIndexOf(' ', limit))));
        }

        List<String> list(String name, List<String> list, int textLimit, int limit) {
            if (list.size() > limit) {
                note(name);
            }
            return list.stream()
                    .limit(limit)
                    .map(text -> text(name, text, textLimit))
                    .toList();
        }

        private void note(String name) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }

        private static String cut(String text, int limit) {
            if (text.length() <= limit) {
                return text;
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
        }

        private static String wellFormed(String text) {
            if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
                return text;
            }
            StringBuilder clean = new StringBuilder();
            text.codePoints()
                    .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                    .forEach(clean::appendCodePoint);
            return clean.toString();
        }
    }
}
