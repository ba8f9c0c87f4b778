package pxos.coach;

/** Numbers in words. */
final class Plural {

    private Plural() {}

    /** Such as {@code 1 attempt} or {@code 3 attempts}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
