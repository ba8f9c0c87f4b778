package pxos.pixel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.OverviewCard;

/** Draws the first strip of a segment that follows others: one cell for every run before it. */
final class OverviewStrip {
    private OverviewStrip() {}

    static Canvas draw(String verdicts) {
        byte[] payload = verdicts.getBytes(StandardCharsets.US_ASCII);
        byte[] stored = Payload.deflate(payload);
        OverviewCard card = new OverviewCard(verdicts.chars()
                .mapToObj(letter -> Verdict.of((char) letter).mark())
                .toList());
        Canvas strip = new Canvas(Segment.WIDTH, card.height() + DataBand.rowsFor(stored.length));
        card.draw(strip);
        DataBand.write(strip, card.height(), DataBand.KIND_OVERVIEW, stored, payload.length);
        return strip;
    }

    /** A letter for every run up to the end of a segment, given its strips; empty where there were none. */
    static Optional<String> verdicts(List<Strip> strips) {
        StringBuilder verdicts = new StringBuilder();
        for (Strip strip : strips) {
            if (strip instanceof Strip.Overview overview) {
                verdicts.append(overview.verdicts());
            } else if (strip instanceof Strip.Run run) {
                verdicts.append(Verdict.of(run.record()).letter());
            }
        }
        return verdicts.isEmpty() ? Optional.empty() : Optional.of(verdicts.toString());
    }
}
