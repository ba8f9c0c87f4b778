package pxos.pixel.picture;

import java.util.List;
import pxos.os.AddressRange;
import pxos.pixel.picture.Palette.Ramp;

/**
 * The card of one run: verdict, goal, facts, the bytes it placed, the screen it ended with.
 *
 * @param mark the verdict's shape and colour
 * @param verdict the verdict in a word or two
 * @param goal the goal in the user's words
 * @param facts run, date, generator and the like, in one line
 * @param features what was built, and what the goal was taken for, in one line
 * @param checks the checks in a few words, such as {@code 12 of 12 checks}
 * @param evidence the first line of evidence of a failure; empty on success
 * @param placed the bytes the run placed
 * @param screen the last screen seen; without rows where none was
 */
public record RunCard(
        Mark mark,
        String verdict,
        String goal,
        String facts,
        String features,
        String checks,
        String evidence,
        List<AddressRange> placed,
        BootedScreen screen) {

    public static final int HEIGHT = 124;
    private static final int TOP = 6;
    private static final int CARD_HEIGHT = HEIGHT - TOP - 4;
    private static final int LEFT = 8;
    private static final int VERDICT_WIDTH = 40;
    private static final int TEXT_LEFT = 62;
    private static final int TEXT_WIDTH = 440;
    private static final int MAP_LEFT = 522;
    private static final int SCREEN_LEFT = 761;

    /** Draws the card on the first {@link #HEIGHT} rows of a canvas 960 pixels wide. */
    public void draw(Canvas canvas) {
        canvas.fill(LEFT, TOP, canvas.width() - 2 * LEFT, CARD_HEIGHT, Palette.CARD);
        canvas.fill(LEFT, TOP, VERDICT_WIDTH, CARD_HEIGHT, mark.colour);
        mark.draw(canvas, Ramp.of(Palette.CARD, mark.colour), LEFT + 8, TOP + 12, 24);
        text(canvas);
        MemoryPicture.small(canvas, MAP_LEFT, TOP + 13, placed, mark.colour);
        screen(canvas);
    }

    private void text(Canvas canvas) {
        Typeface bold = Typeface.BOLD;
        List<String> lines = bold.wrap(goal, TEXT_WIDTH, 2);
        int y = TOP + 24;
        for (String line : lines) {
            bold.draw(canvas, Ramp.INK, TEXT_LEFT, y, line);
            y += 20;
        }
        Typeface sans = Typeface.SANS;
        sans.draw(canvas, Ramp.MUTED, TEXT_LEFT, y, sans.clip(facts, TEXT_WIDTH));
        y += 20;
        Ramp ink = Ramp.of(mark.colour, Palette.CARD);
        int x = sans.draw(canvas, ink, TEXT_LEFT, y, sans.clip(verdict, TEXT_WIDTH / 3) + "   ");
        x = sans.draw(canvas, Ramp.INK, x, y, checks + "   ");
        sans.draw(canvas, Ramp.MUTED, x, y, sans.clip(features, TEXT_LEFT + TEXT_WIDTH - x));
        Typeface mono = Typeface.MONO;
        for (String line : mono.wrap(evidence, TEXT_WIDTH, lines.size() > 1 ? 1 : 2)) {
            y += 16;
            mono.draw(canvas, ink, TEXT_LEFT, y, line);
        }
    }

    private void screen(Canvas canvas) {
        int y = TOP + 5;
        if (screen.isEmpty()) {
            int width = VgaScreenshot.THUMBNAIL_WIDTH;
            int height = VgaScreenshot.THUMBNAIL_HEIGHT;
            canvas.fill(SCREEN_LEFT, y, width, height, Palette.LINE);
            canvas.fill(SCREEN_LEFT + 1, y + 1, width - 2, height - 2, Palette.CARD);
            Typeface.SANS.draw(canvas, Ramp.MUTED, SCREEN_LEFT + 58, y + 56, "not booted");
        } else {
            VgaScreenshot.drawThumbnail(canvas, SCREEN_LEFT, y, screen);
        }
    }
}
