package pxos.pixel;

import java.nio.charset.StandardCharsets;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Mark;
import pxos.pixel.picture.OverviewCard;
import pxos.pixel.picture.RunCard;

/**
 * A strip that is ready to be stored: a card for people, and below it the data band.
 *
 * @param canvas the whole strip, {@value Segment#WIDTH} pixels wide
 * @param cardRows rows of the card, which is where the band begins
 */
record DrawnStrip(Canvas canvas, int cardRows) {

    /** The strip of a run, with its record. */
    static DrawnStrip of(RunRecord run) {
        byte[] payload = run.json().getBytes(StandardCharsets.UTF_8);
        DrawnStrip strip = withBand(RunCard.HEIGHT, DataBand.KIND_RUN, payload);
        RunPictures.card(run).draw(strip.canvas);
        return strip;
    }

    /** The first strip of a segment that follows others: a cell for every earlier run, given as a letter each. */
    static DrawnStrip overview(String verdicts) {
        OverviewCard card =
                new OverviewCard(verdicts.chars().mapToObj(Mark::ofLetter).toList());
        byte[] payload = verdicts.getBytes(StandardCharsets.US_ASCII);
        DrawnStrip strip = withBand(card.height(), DataBand.KIND_OVERVIEW, payload);
        card.draw(strip.canvas);
        return strip;
    }

    /** A strip without its card yet. */
    private static DrawnStrip withBand(int cardRows, int kind, byte[] payload) {
        byte[] stored = DataBand.deflate(payload);
        Canvas canvas = new Canvas(Segment.WIDTH, cardRows + DataBand.rowsFor(stored.length));
        DataBand.write(canvas, cardRows, kind, stored, payload.length);
        return new DrawnStrip(canvas, cardRows);
    }
}
