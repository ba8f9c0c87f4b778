package pxos.proof.strength;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Makes up sessions from what tests type: the same lines, changed lines, and keys that anybody may press. */
final class Sessions {

    private static final int MOST_PIECES = 6;
    private static final Pattern LINE = Pattern.compile("(?i)(?<line>(?:(?!\\{Enter}).)*)\\{Enter}");
    private static final List<String> KEYS =
            List.of(("{Backspace} {Backspace*3} {Esc} {Tab} {Up} {Left} {F1} {Ctrl+C} {Delete} "
                            + "{Enter} {Enter*26} a Z 7 ~ {x*79} {x*85} {Backspace*90} {Home} {Alt+X} {Space}")
                    .split(" "));
    private static final List<String> WORDS =
            List.of(("x 0 1 7 10 -1 255 256 65535 65536 99999 1x ab A.TXT a.txt b.txt NOFILE.TXT sub ? * . / \"q\" "
                            + "hello toolongname.text")
                    .split(" "));
    private static final List<String> FILES = List.of(
            "A.TXT \"one\\n\"",
            "B.TXT 30*\"row {n}\\n\"",
            "E.TXT \"\"",
            "T.TXT \"a\\tb\\t\\tc\\nabcdefgh\\ti\\n\"",
            "W.TXT 200*\"w\"",
            "L.TXT 600*\"lf\\n\"",
            "SUB directory",
            "MYDISK label",
            "D.TXT \"gone\" deleted",
            "H.TXT \"hidden\" hidden");

    /** What a step can hold that is no key: a session goes on as fast as it is typed. */
    private static final Pattern NO_KEY = Pattern.compile("\\{(?:Boot|Wait \\d+)}", Pattern.CASE_INSENSITIVE);

    private final List<String> own;
    private final List<String> lines;
    private final List<List<String>> disks = new ArrayList<>();

    /**
     * @param own tests of the feature that the sessions are to use
     * @param all tests of the whole OS
     * @param commands names of commands that the OS has
     */
    Sessions(List<Scenario> own, List<Scenario> all, List<String> commands) {
        this.own = lines(own, List.of());
        this.lines = lines(all, commands);
        own.stream()
                .map(Scenario::disk)
                .filter(disk -> !disk.isEmpty()
                        && disk.stream().noneMatch(item -> item.matches("(patch|sector|unreadable|unwritable) .*")))
                .distinct()
                .forEach(disks::add);
    }

    /** The lines that tests type, and more; each once. */
    static List<String> lines(List<Scenario> tests, List<String> commands) {
        Set<String> lines = new LinkedHashSet<>(commands);
        for (Scenario test : tests) {
            for (Step step : test.steps()) {
                Matcher line = LINE.matcher(step.keys());
                while (line.find()) {
                    lines.add(NO_KEY.matcher(line.group("line")).replaceAll(""));
                }
            }
        }
        return List.copyOf(lines);
    }

    /** The session of this number; always the same one. */
    Session session(int number) {
        Random random = new Random(0x5EED + number);
        List<String> keys = new ArrayList<>();
        int pieces = 1 + random.nextInt(MOST_PIECES);
        for (int i = 0; i < pieces; i++) {
            keys.add(random.nextInt(4) == 0 ? pick(KEYS, random) : line(random) + "{Enter}");
        }
        return new Session(disk(random), keys);
    }

    private String line(Random random) {
        String line = pick(own.isEmpty() || random.nextInt(3) == 0 ? lines : own, random);
        String command = line.split(" ", 2)[0];
        return switch (random.nextInt(8)) {
            case 0 -> command + " " + pick(WORDS, random);
            case 1 -> line + " " + pick(WORDS, random);
            case 2 -> line.contains("{") ? line : line.toUpperCase(Locale.ROOT);
            case 3 -> "  " + line;
            case 4 -> command;
            default -> line;
        };
    }

    private List<String> disk(Random random) {
        if (random.nextBoolean()) {
            return List.of();
        }
        if (!disks.isEmpty() && random.nextBoolean()) {
            return disks.get(random.nextInt(disks.size()));
        }
        return FILES.stream().filter(file -> random.nextInt(3) == 0).toList();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
