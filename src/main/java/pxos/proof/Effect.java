package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a change can do beside its task. It is refused unless the goal asks for it.
 *
 * <p>A goal asks for an effect where one of its words begins with one of the effect's words. What the goal puts between
 * quotation marks is a text and asks for nothing.
 */
enum Effect {
    /** Another prompt. */
    PROMPT("prompt"),
    /** Another banner, or more on the screen when pxOS has booted. */
    GREETING("banner", "hello", "welcom", "greet", "boot", "start", "opening", "splash", "intro", "title", "power"),
    /** Keys that come to something else. */
    KEYS(
            "key",
            "typ",
            "press",
            "letter",
            "character",
            "capital",
            "upper",
            "lower",
            "arrow",
            "tab",
            "esc",
            "edit",
            "backspace",
            "histor",
            "recall",
            "complet",
            "ctrl",
            "alt",
            "echo",
            "input",
            "line",
            "cursor",
            "insert",
            "shell",
            "f1",
            "f2",
            "f3",
            "f4",
            "f5",
            "f6",
            "f7",
            "f8",
            "f9"),
    /** Another colour of the prompt and of what is typed. */
    COLOURS(
            "colo",
            "attribut",
            "white",
            "black",
            "blue",
            "green",
            "cyan",
            "red",
            "magenta",
            "brown",
            "grey",
            "gray",
            "yellow",
            "bright",
            "dark",
            "light",
            "inver",
            "theme",
            "night",
            "day",
            "flash",
            "blink"),
    /** Other devices than the screen, the keyboard and the disk: the palette, the timer. */
    DEVICES("palette", "timer", "cursor", "interrupt", "irq", "pic", "pit", "vga", "mode");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|`[^`]*`|(?<!\\w)'[^']*'(?!\\w)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{Alnum}]+");

    private final List<String> beginnings;

    Effect(String... beginnings) {
        this.beginnings = List.of(beginnings);
    }

    boolean isAskedFor(String goal) {
        return words(goal).stream().anyMatch(word -> beginnings.stream().anyMatch(word::startsWith));
    }

    /** The words of a goal in small letters, without its quoted texts. */
    static List<String> words(String goal) {
        return BETWEEN_WORDS
                .splitAsStream(QUOTED.matcher(goal).replaceAll(" ").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
