package pxos.pixel;

import java.util.ArrayList;
import java.util.List;
import pxos.os.AddressRange;
import pxos.pixel.picture.BootedScreen;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.RunCard;

/** Draws the strip of a run: its card, and below it the record as pixels. */
final class RunStrip {
    private static final int MINUTES_LENGTH = "2026-11-23T13:03".length();

    private RunStrip() {}

    static Canvas draw(RunRecord run) {
        byte[] json = RecordJson.bytes(run);
        byte[] stored = Payload.deflate(json);
        Canvas strip = new Canvas(Segment.WIDTH, RunCard.HEIGHT + DataBand.rowsFor(stored.length));
        card(run).draw(strip);
        DataBand.write(strip, RunCard.HEIGHT, DataBand.KIND_RUN, stored, json.length);
        return strip;
    }

    static RunCard card(RunRecord run) {
        return new RunCard(
                Verdict.of(run).mark(),
                word(run.verdict()),
                run.goal(),
                facts(run),
                String.join(", ", run.features()),
                run.checksTotal() == 0
                        ? "no checks"
                        : run.checksPassed() + "/" + run.checksTotal()
                                + (run.checksTotal() == 1 ? " check" : " checks"),
                run.evidence().isEmpty()
                        ? reason(run.verdict())
                        : run.evidence().get(0),
                ranges(run.bytes()),
                new BootedScreen(run.screen(), run.attributes()));
    }

    /** The verdict itself, the first word of its line. */
    private static String word(String verdict) {
        int end = verdict.indexOf(' ');
        return end < 0 ? verdict : verdict.substring(0, end);
    }

    /** What stands behind the verdict on its line. */
    private static String reason(String verdict) {
        return verdict.substring(word(verdict).length()).replaceFirst("^[\\s-]+", "");
    }

    static String facts(RunRecord run) {
        String time = run.time().length() > MINUTES_LENGTH
                ? run.time().substring(0, MINUTES_LENGTH).replace('T', ' ')
                : run.time();
        List<String> facts = new ArrayList<>(List.of(run.runId(), time, run.milestone(), run.generator()));
        facts.removeIf(String::isBlank);
        return String.join("  ·  ", facts);
    }

    /** The ranges that can be read; a card is no place to complain about the others. */
    static List<AddressRange> ranges(List<String> texts) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : texts) {
            int dash = text.indexOf('-');
            int first = dash < 0 ? -1 : address(text.substring(0, dash));
            int last = dash < 0 ? -1 : address(text.substring(dash + 1));
            if (first >= 0 && first <= last) {
                ranges.add(new AddressRange(first, last));
            }
        }
        return ranges;
    }

    /** A hexadecimal address of at most five digits; -1 for anything else. */
    private static int address(String text) {
        int address = text.isEmpty() || text.length() > 5 ? -1 : 0;
        for (int i = 0; i < text.length() && address >= 0; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            address = digit < 0 ? -1 : address << 4 | digit;
        }
        return address;
    }
}
