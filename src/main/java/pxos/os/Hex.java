package pxos.os;

/** Hexadecimal numbers in capitals, at least as many digits as asked for; without a formatter, which a start would load. */
public final class Hex {

    private static final String DIGITS = "0123456789ABCDEF";

    private Hex() {}

    /** @param value not negative */
    public static String of(int value, int digits) {
        StringBuilder text = new StringBuilder();
        for (int rest = value; rest != 0 || text.length() < digits; rest >>>= 4) {
            text.append(DIGITS.charAt(rest & 0xF));
        }
        return text.reverse().toString();
    }
}
