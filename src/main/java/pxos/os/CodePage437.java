package pxos.os;

/** The characters of IBM code page 437, which the VGA text mode shows. */
public final class CodePage437 {

    private static final String CHARACTERS = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"
            + " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂"
            + "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

    private CodePage437() {}

    /** The character that the screen shows for {@code code}, 0 to 255; code 0 is a blank. */
    public static char character(int code) {
        return CHARACTERS.charAt(code & 0xFF);
    }

    /** The code of a character, 0 to 255; that of '?' where the code page has none. */
    public static int code(char character) {
        int code = character == ' ' ? ' ' : CHARACTERS.indexOf(character);
        return code < 0 ? '?' : code;
    }
}
