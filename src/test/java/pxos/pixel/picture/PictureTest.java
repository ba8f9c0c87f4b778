package pxos.pixel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import pxos.os.AddressRange;
import pxos.os.TextScreen;

class PictureTest {

    private static long hash(Canvas canvas) {
        CRC32 crc = new CRC32();
        crc.update(canvas.pixels());
        return crc.getValue();
    }

    @Test
    void drawsTheSameCardPixelForPixelEverywhere() {
        Canvas canvas = new Canvas(960, RunCard.HEIGHT);
        new RunCard(
                        Mark.FAIL,
                        "FAIL",
                        "Add backspace support",
                        "run_1  ·  2026-11-23 13:03  ·  recipes",
                        "line_editor",
                        "2/6 checks",
                        "wanted row \"pxOS v1> ab\", got row \"pxOS v1> abc\"",
                        List.of(new AddressRange(0x7E00, 0x7E3F), new AddressRange(0x7FE6, 0x7FE7)),
                        new BootedScreen(List.of("HELLO", "pxOS v1> abc"), ""))
                .draw(canvas);

        assertThat(hash(canvas))
                .as("look at the card before you change this number")
                .isEqualTo(CARD);
    }

    @Test
    void drawsTheSameScreenPixelForPixelEverywhere() {
        byte[] memory = new byte[4000];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) (i % 2 == 0 ? i / 2 : i / 31);
        }

        Canvas screen = VgaScreenshot.draw(new TextScreen(memory, 3, 9));

        assertThat(screen.width()).isEqualTo(720);
        assertThat(screen.height()).isEqualTo(400);
        assertThat(hash(screen))
                .as("look at the screenshot before you change this number")
                .isEqualTo(SCREEN);
    }

    @Test
    void drawsAScreenThatIsKeptInItsColours() {
        BootedScreen kept = new BootedScreen(List.of("A"), "1F*81 4E");

        Canvas screen = VgaScreenshot.draw(kept.screen());

        assertThat(column(screen, 4)).containsOnly(Palette.VGA + 1, Palette.VGA + 15);
        assertThat(screen.get(12, 20)).as("the second cell of the second row").isEqualTo(Palette.VGA + 4);
        assertThat(screen.get(20, 20)).as("the cell behind the last run").isEqualTo(Palette.VGA);
    }

    @Test
    void showsTheColoursOfAScreenOnItsCard() {
        Canvas card = cardWith("1F*2000");
        Canvas plain = cardWith("");

        // The middle of a stem, of a blank cell and of a row without text, as the thumbnail's cells of 4 x 8 have them.
        assertThat(rgb(card, 0, 0)).contains(0xFFFFFF, 0x0000AA);
        assertThat(rgb(card, 5, 0)).containsOnly(0x0000AA);
        assertThat(rgb(card, 43, 11)).containsOnly(0x0000AA);
        assertThat(rgb(plain, 43, 11)).containsOnly(Palette.rgb(Palette.SCREEN));
        assertThat(cardWith("07*100 1F").get(SCREEN_LEFT + 22, 22)).isEqualTo(plain.get(SCREEN_LEFT + 22, 22));
    }

    private static final int SCREEN_LEFT = 761 + VgaScreenshot.THUMBNAIL_BORDER;
    private static final int SCREEN_TOP = 11 + VgaScreenshot.THUMBNAIL_BORDER;

    private static Canvas cardWith(String attributes) {
        Canvas canvas = new Canvas(960, RunCard.HEIGHT);
        BootedScreen screen = new BootedScreen(List.of("HELLO", "pxOS v1> abc"), attributes);
        new RunCard(Mark.PASS, "PASS", "goal", "facts", "colours", "1 check", "", List.of(), screen).draw(canvas);
        return canvas;
    }

    /** The colours of a cell of the thumbnail. */
    private static List<Integer> rgb(Canvas card, int column, int row) {
        return java.util.stream.IntStream.range(0, 4 * 8)
                .mapToObj(i -> Palette.rgb(card.get(SCREEN_LEFT + column * 4 + i % 4, SCREEN_TOP + row * 8 + i / 4)))
                .toList();
    }

    @Test
    void repeatsTheEighthColumnForLineDrawingCharactersOnly() {
        byte[] memory = new byte[4000];
        memory[0] = (byte) 0xC4;
        memory[1] = 7;
        memory[2] = (byte) 0xB0;
        memory[3] = 7;
        Canvas screen = VgaScreenshot.draw(new TextScreen(memory, -1, -1));

        assertThat(column(screen, 8))
                .as("a horizontal line reaches the next cell")
                .contains(Palette.VGA + 7);
        assertThat(column(screen, 17)).as("a shade does not").containsOnly(Palette.VGA);
    }

    private static List<Integer> column(Canvas canvas, int x) {
        return java.util.stream.IntStream.range(0, 16)
                .mapToObj(y -> canvas.get(x, y))
                .toList();
    }

    @Test
    void showsTheCursorInTheColourOfItsCell() {
        byte[] memory = new byte[4000];
        memory[1] = 0x0A;

        assertThat(VgaScreenshot.draw(new TextScreen(memory, 0, 0)).get(3, 14)).isEqualTo(Palette.VGA + 10);
        assertThat(VgaScreenshot.draw(new TextScreen(memory, 25, 0)).get(3, 14)).isEqualTo(Palette.VGA);
    }

    @Test
    void clipsALongTextWithAnEllipsis() {
        Typeface sans = Typeface.SANS;

        String clipped = sans.clip("a very long goal that nobody can read in full", 100);

        assertThat(clipped).endsWith("…").hasSizeLessThan(20);
        assertThat(sans.width(clipped)).isLessThanOrEqualTo(100);
    }

    @Test
    void wrapsTextWithoutBlanks() {
        Typeface mono = Typeface.MONO;

        List<String> lines = mono.wrap("x".repeat(200), 100, 2);

        assertThat(lines).hasSize(2).allMatch(line -> mono.width(line) <= 100);
        assertThat(mono.wrap("🎉🎉🎉", 1, 2)).hasSize(2);
    }

    @Test
    void tellsAddedChangedAndRemovedBytesApart() {
        byte[] before = {0, 0, 0, 1, 2, 9, 9, 9, 5};
        byte[] after = {7, 7, 0, 1, 3, 9, 9, 9, 0, 4};

        assertThat(MemoryChange.between(before, after))
                .extracting(MemoryChange::toString)
                .containsExactly("+7C00-7C01", "~7C04-7C04", "-7C08-7C08", "+7C09-7C09");
        assertThat(MemoryChange.parse("~7C04-7C05"))
                .contains(new MemoryChange(MemoryChange.Kind.CHANGED, new AddressRange(0x7C04, 0x7C05)));
        assertThat(MemoryChange.parse("7C04-7C05")).isEmpty();
    }

    @Test
    void keepsThePalettesColoursApart() {
        for (int value = 0; value < 16; value++) {
            assertThat(Palette.rgb(Palette.DATA + value)).isEqualTo(value * 0x111111);
        }
        assertThat(Palette.Ramp.values().length * Palette.Ramp.BLENDS).isLessThan(256 - 49);
    }

    private static final long CARD = 1467094023L;
    private static final long SCREEN = 3067048304L;
}
