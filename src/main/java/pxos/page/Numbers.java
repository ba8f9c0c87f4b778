package pxos.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers and times as a page says them. */
final class Numbers {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Numbers() {}

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 byte}, {@code 2 bytes}. */
    static String of(long number, String word) {
        return grouped(number) + " " + word(number, word);
    }

    /** The word for this many of it. */
    static String word(long number, String word) {
        return word + (number == 1 ? "" : "s");
    }

    static String seconds(long ms) {
        Duration time = Duration.ofMillis(ms);
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }

    /** An instant, in UTC; itself where it is none. */
    static String day(String instant) {
        try {
            return DAY.format(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }
}
