package pxos.pixel.picture;

/**
 * The 8 x 16 glyphs of VGA text mode in the order of code page 437.
 *
 * <p>Made from the console font by Dmitry Bolkhovityanov; its licence lies beside the resource.
 */
final class VgaFont {
    static final int WIDTH = 8;
    static final int HEIGHT = 16;
    private static final byte[] BITS = Typeface.resource("vga-8x16.font");

    private VgaFont() {}

    /** A row of a glyph, the leftmost pixel in bit 7. */
    static int row(int character, int row) {
        return BITS[(character & 0xFF) * HEIGHT + row] & 0xFF;
    }
}
