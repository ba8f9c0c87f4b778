package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a change can do besides its task. It is refused unless the goal asks for it.
 *
 * <p>A goal asks for an effect where one of its words begins with one of the effect's words. What the goal puts between
 * quotation marks is a text and asks for nothing.
 */
enum Effect {
    /** Another prompt. */
    PROMPT("prompt"),
    /** Another banner, or more on the screen when pxOS has booted. */
    GREETING("banner hello welcom greet boot start opening splash intro title power"),
    /** Keys that come to something else. */
    KEYS("key typ press letter character capital upper lower arrow tab esc edit backspace histor recall "
            + "complet ctrl alt echo input line cursor insert shell f1 f2 f3 f4 f5 f6 f7 f8 f9"),
    /** Lines that come to something else, though they call no command of the change. */
    LINES("unknown error wrong invalid mistake typo typ misspel suggest mean recogni understand alias "
            + "abbrev shortcut prefix case upper lower capital shell pars line empty enter histor every each "
            + "any whatever otherwise input prompt commands answer repl"),
    /** Something that depends on where the cursor is, or on what was done before. */
    PLACE("cursor row column position screen where scroll last again repeat previous used uses often count"),
    /** Another loop from prompt to prompt. */
    SHELL("shell interface menu loop desktop interpreter language basic forth program game screen session mode multi"
            + " script instead command-line prompt line"),
    /** A screen without what stood there. */
    CLEAR(
            "clear screen cls page clean wipe blank empty draw game mode full paint fill star box anim mov bounc sav edit menu"
                    + " logo art picture image matrix rain snow border program play window view bar top bottom status row corner cent middle side edge"),
    /** A command that takes its time. */
    TIME(
            "wait second minute tick time clock sleep paus delay beep sound sing play ton music melod tune note song alarm anim mov"
                    + " slow blink flash fad scroll rain snow bounc count timer speed game sav intro demo type show morse until"),
    /** Errors, and maybe nothing else. */
    ERRORS("error report refus invalid wrong unknown message check limit warn fail miss deny reject"),
    /** That nothing happens. */
    NOTHING("ignor nothing silent swallow comment"),
    /** Something that can be read. */
    SHOWS("print show say display list tell"),
    /** The time of day on the screen. */
    SHOWS_TIME("time clock"),
    /** Something that depends on an argument. */
    ARGUMENT(
            "argument number digit operand parameter given sum adds product multipl subtract divid doubl squar revers repeat"
                    + " convert factorial word string"
                    + " its value hex binar upper lower capital letter length"),
    /** A machine that stops for good. */
    HALT("halt stop shut power off freez hang sleep quit exit lock end suspend crash"),
    /** A machine that starts again. */
    RESET("reset reboot restart start boot cold warm again build triple"),
    /** Something written to the disk. */
    WRITES("writ sav stor file disk floppy keep kept remember persist surviv edit del cop renam format "
            + "sector build assembl compil record log note remov creat append eras mov touch install image "
            + "source self sort undo restor backup rewrit text rm mv cp mkdir rmdir"),
    /** Another time of day. */
    CLOCK("time clock date day hour midnight tick"),
    /** Another colour of the prompt and of what is typed. */
    COLOURS("colo attribut white black blue green cyan red magenta brown grey gray yellow bright dark light "
            + "inver theme night day flash blink"),
    /** Other devices than the screen, the keyboard and the disk: the palette, the timer. */
    DEVICES("palette timer cursor interrupt irq pic pit vga mode font page border");

    /** A goal for a command that shows something: these words say what it shows, not what becomes of what is typed. */
    private static final Pattern SHOWING = Pattern.compile(
            "(?i).*\\bcommand \\S+ (that|which|to) (prints?|shows?|says?|writes?|draws?|displays?|lists?|counts?|outputs?)\\b.*");

    private static final Pattern SHOWN =
            Pattern.compile("lines?|letters?|characters?|input|echo(es)?|each|any|answer|empty");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|`[^`]*`|(?<!\\w)'[^']*'(?!\\w)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{Alnum}]+");

    private final List<String> beginnings;

    /** @param beginnings of words, with blanks between them */
    Effect(String beginnings) {
        this.beginnings = List.of(beginnings.split(" "));
    }

    boolean isAskedFor(String goal) {
        boolean shows = (this == KEYS || this == LINES) && SHOWING.matcher(goal).matches();
        return words(goal).stream()
                .filter(word -> !shows || !SHOWN.matcher(word).matches())
                .anyMatch(word -> beginnings.stream().anyMatch(word::startsWith));
    }

    /** The words of a goal in small letters, without its quoted texts. */
    static List<String> words(String goal) {
        return BETWEEN_WORDS
                .splitAsStream(QUOTED.matcher(goal).replaceAll(" ").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
