package pxos.pixel.picture;

/** Code page 437, the character set of the VGA text font (IBM PC, RFC 1345 {@code IBM437}). */
final class CodePage437 {
    private static final String LOW = "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";
    private static final String HIGH =
            "⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                    + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    private CodePage437() {}

    /** The code of a character; that of '?' where the code page has none. */
    static int code(char character) {
        if (character >= ' ' && character < 0x7F) {
            return character;
        }
        int low = LOW.indexOf(character);
        if (low >= 0) {
            return low;
        }
        int high = HIGH.indexOf(character);
        return high >= 0 ? 0x7F + high : '?';
    }
}
