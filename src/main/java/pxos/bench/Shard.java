package pxos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;

/**
 * One of several equal parts of the work, so that machines can share it.
 *
 * @param number from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {

    /** The whole work. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    /**
     * @param text such as {@code 3/8}
     * @throws Problem where it names no part
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int number = Integer.parseInt(form.group(1));
            int of = Integer.parseInt(form.group(2));
            if (number >= 1 && number <= of) {
                return new Shard(number, of);
            }
        }
        throw Problem.input("--shard is a part and how many there are, such as 3/8, not '" + text + "'");
    }

    /** Every {@code of}-th, beginning with the {@code number}-th. */
    <T> List<T> of(List<T> all) {
        List<T> some = new ArrayList<>();
        for (int i = number - 1; i < all.size(); i += of) {
            some.add(all.get(i));
        }
        return some;
    }
}
