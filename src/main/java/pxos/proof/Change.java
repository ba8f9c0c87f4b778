package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.scenario.Scenario;

/**
 * What a change is, as far as the tester has to know.
 *
 * @param own the addresses of its own code and data
 * @param noCode addresses of the image where no instruction stands: its texts, and bytes that nothing uses
 * @param others the other features in the image
 * @param goal what was asked for, in words; see {@link Effect} and {@link #names}
 * @param tests what is to show it; none where they are not known
 */
public record Change(
        List<AddressRange> own,
        List<AddressRange> noCode,
        List<OtherFeature> others,
        String goal,
        List<Scenario> tests) {

    public Change {
        own = List.copyOf(own);
        noCode = List.copyOf(noCode);
        others = List.copyOf(others);
        tests = List.copyOf(tests);
    }

    /** Letters from which on a longer word that begins like a command speaks of it. */
    private static final int SHORT = 3;

    private static final Pattern ONE_KEY =
            Pattern.compile("(?i).*\\bkey (F\\d\\d?|Esc|Tab|Home|End|Up|Down|Insert|Delete|PageUp|PageDown)\\b.*");

    private static final Pattern OTHER_KEYS = Pattern.compile(
            "(?i).*(\\b(each|every|any|all|other|keys|letters?|characters?|typing|mode|menu)\\b|F\\d.*F\\d|\\bCtrl\\b).*");

    /** A change whose tests are not known. */
    public Change(List<AddressRange> own, List<AddressRange> noCode, List<OtherFeature> others, String goal) {
        this(own, noCode, others, goal, List.of());
    }

    /** A change of which it is not known what else is there. */
    public Change(List<AddressRange> own, List<AddressRange> noCode, String goal) {
        this(own, noCode, List.of(), goal);
    }

    /**
     * A feature that is there, too.
     *
     * @param addresses all of its bytes
     * @param fixed those of them that are its instructions, its texts and its nodes: all else can be a variable of it
     */
    public record OtherFeature(List<AddressRange> addresses, List<AddressRange> fixed) {
        public OtherFeature {
            addresses = List.copyOf(addresses);
            fixed = List.copyOf(fixed);
        }

        boolean has(int address) {
            return addresses.stream().anyMatch(range -> range.contains(address));
        }

        boolean isFixed(int address) {
            return fixed.stream().anyMatch(range -> range.contains(address));
        }
    }

    /** The other feature that has a byte. */
    Optional<OtherFeature> otherAt(int address) {
        return others.stream().filter(other -> other.has(address)).findFirst();
    }

    /** A change that may be anything in the image, asked for in these words. */
    public static Change of(BootImage after, String goal) {
        return new Change(List.of(after.range()), List.of(), goal);
    }

    /** Whether a test of it wants something else than errors: then another one may want nothing but these. */
    boolean hasResults() {
        return !tests.stream().allMatch(Constant::wantsAnErrorEachTime);
    }

    boolean owns(int address) {
        return own.stream().anyMatch(range -> range.contains(address));
    }

    boolean holdsNoCode(int address) {
        return noCode.stream().anyMatch(range -> range.contains(address));
    }

    boolean asksFor(Effect effect) {
        return effect.isAskedFor(goal);
    }

    /** Whether one special key is asked for, by its name, and nothing that has to do with others. */
    boolean isForOneKey() {
        return ONE_KEY.matcher(goal).matches() && !OTHER_KEYS.matcher(goal).matches();
    }

    /** Whether a clock is asked for that shows itself, and no command for one. */
    boolean isAClock() {
        return names("clock") && !names("command");
    }

    /** Whether a word of the goal begins with the name of a command, as "directory" does with "dir", or is a shorter one. */
    boolean speaksOf(String command) {
        String name = command.toLowerCase(Locale.ROOT);
        return Effect.words(goal).stream()
                .anyMatch(word -> name.length() < SHORT ? word.equals(name) : word.startsWith(name));
    }

    /** Whether the goal names something that is there, such as a command, as a word of its own. */
    boolean names(String word) {
        return Effect.words(goal).contains(word.toLowerCase(Locale.ROOT));
    }
}
