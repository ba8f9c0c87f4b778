package pxos.pixel.picture;

import java.util.ArrayList;
import java.util.List;
import pxos.pixel.picture.Palette.Ramp;

/**
 * What a run changed in the OS, in one picture: the screen before and after, the memory map, the listing of what is
 * new.
 *
 * @param title the goal
 * @param subtitle run, date and verdict, in one line
 * @param mark the verdict
 * @param before the screen before; without rows where it was not seen
 * @param after the screen after
 * @param changes what happened to the image's bytes
 * @param listing what is new in the source, line by line
 */
public record VisualDiff(
        String title,
        String subtitle,
        Mark mark,
        BootedScreen before,
        BootedScreen after,
        List<MemoryChange> changes,
        List<String> listing) {
    private static final int MARGIN = 24;
    private static final int GAP = 24;
    private static final int WIDTH = 2 * MARGIN + GAP + 2 * VgaScreenshot.WIDTH;
    private static final int SCREEN_TOP = 112;
    private static final int LOWER_TOP = SCREEN_TOP + VgaScreenshot.HEIGHT + 58;
    private static final int LINE_HEIGHT = 16;
    private static final int LISTING_COLUMNS = 2;
    private static final int MAX_LINES_PER_COLUMN = 120;
    private static final int LISTING_LEFT = MARGIN + MemoryPicture.WIDTH + 40;

    public VisualDiff {
        changes = List.copyOf(changes);
        listing = List.copyOf(listing);
    }

    /** A PNG of it, 1,512 pixels wide. */
    public byte[] png() {
        return Png.encode(draw());
    }

    /** Draws it; the height follows the listing. */
    Canvas draw() {
        int listingHeight = linesPerColumn() * LINE_HEIGHT + 24;
        int lower = Math.max(MemoryPicture.HEIGHT + 16, listingHeight);
        Canvas canvas = new Canvas(WIDTH, LOWER_TOP + lower + MARGIN);
        head(canvas);
        screen(canvas, MARGIN, "Before", before);
        screen(canvas, MARGIN + VgaScreenshot.WIDTH + GAP, "After", after);
        heading(canvas, MARGIN, LOWER_TOP - 14, "Memory");
        canvas.fill(MARGIN, LOWER_TOP, MemoryPicture.WIDTH, lower, Palette.CARD);
        MemoryPicture.large(canvas, MARGIN, LOWER_TOP, changes);
        listing(canvas, lower);
        return canvas;
    }

    private void head(Canvas canvas) {
        canvas.fill(0, 0, WIDTH, 72, Palette.CARD);
        canvas.fill(0, 0, 56, 72, mark.colour);
        mark.draw(canvas, Ramp.of(Palette.CARD, mark.colour), 14, 22, 28);
        Typeface bold = Typeface.BOLD;
        bold.draw(canvas, Ramp.INK, 76, 32, bold.clip(Typeface.oneLine(title), WIDTH - 76 - MARGIN));
        Typeface sans = Typeface.SANS;
        sans.draw(canvas, Ramp.MUTED, 76, 54, sans.clip(subtitle, WIDTH - 76 - MARGIN));
    }

    private static void heading(Canvas canvas, int x, int y, String text) {
        Typeface.BOLD.draw(canvas, Ramp.PAGE_INK, x, y, text);
    }

    private static void screen(Canvas canvas, int x, String label, BootedScreen screen) {
        heading(canvas, x, SCREEN_TOP - 12, label);
        if (screen.isEmpty()) {
            canvas.fill(x, SCREEN_TOP, VgaScreenshot.WIDTH, VgaScreenshot.HEIGHT, Palette.CARD);
            Typeface.SANS.draw(canvas, Ramp.MUTED, x + 330, SCREEN_TOP + 204, "not booted");
        } else {
            canvas.draw(VgaScreenshot.draw(screen.screen()), x, SCREEN_TOP);
        }
    }

    private void listing(Canvas canvas, int height) {
        heading(canvas, LISTING_LEFT, LOWER_TOP - 14, "New in the source");
        int columnWidth = (WIDTH - MARGIN - LISTING_LEFT) / LISTING_COLUMNS;
        canvas.fill(LISTING_LEFT, LOWER_TOP, WIDTH - MARGIN - LISTING_LEFT, height, Palette.CARD);
        Typeface mono = Typeface.MONO;
        List<String> lines = shown();
        for (int i = 0; i < lines.size(); i++) {
            int x = LISTING_LEFT + 16 + i / linesPerColumn() * columnWidth;
            int y = LOWER_TOP + 22 + i % linesPerColumn() * LINE_HEIGHT;
            mono.draw(canvas, Ramp.INK, x, y, mono.clip(Typeface.oneLine(lines.get(i)), columnWidth - 32));
        }
    }

    private List<String> shown() {
        int most = LISTING_COLUMNS * MAX_LINES_PER_COLUMN;
        if (listing.size() <= most) {
            return listing.isEmpty() ? List.of("nothing") : listing;
        }
        List<String> shown = new ArrayList<>(listing.subList(0, most - 1));
        shown.add("… and " + (listing.size() - most + 1) + " lines more");
        return shown;
    }

    private int linesPerColumn() {
        return Math.max(16, (shown().size() + LISTING_COLUMNS - 1) / LISTING_COLUMNS);
    }
}
