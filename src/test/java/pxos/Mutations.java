package pxos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes texts that are nearly right: a few random changes to one that is. The same seed gives the same texts. */
public final class Mutations {

    private static final int MOST_CHANGES = 4;

    private final Random random;
    private final List<String> words;

    /** @param words texts to put in here and there */
    public Mutations(long seed, String... words) {
        this.random = new Random(seed);
        this.words = List.of(words);
    }

    /** {@code text} with one to four changes. */
    public String of(String text) {
        String changed = text;
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            changed = change(changed);
        }
        return changed;
    }

    private String change(String text) {
        return switch (random.nextInt(6)) {
            case 0 -> cut(text);
            case 1 -> insert(text, words.get(random.nextInt(words.size())));
            case 2 -> insert(text, String.valueOf((char) random.nextInt(0x250)));
            case 3 -> replaceWord(text);
            default -> changeLines(text);
        };
    }

    private String cut(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        return text.substring(0, from) + text.substring(to);
    }

    private String insert(String text, String part) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + part + text.substring(at);
    }

    private String replaceWord(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = from;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(0, from) + words.get(random.nextInt(words.size())) + text.substring(to);
    }

    private String changeLines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> Collections.swap(lines, one, other);
            case 1 -> lines.add(other, lines.get(one));
            default -> lines.remove(one);
        }
        return String.join("\n", lines);
    }
}
