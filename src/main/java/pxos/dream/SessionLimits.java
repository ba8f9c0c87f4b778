package pxos.dream;

import java.time.Duration;
import java.util.Optional;

/**
 * When a session begins nothing more. A limit of 0 is none.
 *
 * @param minutes how long it may go on
 * @param runs how many goals it may try
 * @param tokens how many it may use
 * @param roomBytes how many bytes for features have to stay free
 */
public record SessionLimits(int minutes, int runs, long tokens, int roomBytes) {

    /** Why nothing more is begun; empty where something may be. */
    Optional<String> reached(DreamSession session, Duration past, int freeBytes) {
        if (minutes > 0 && past.compareTo(Duration.ofMinutes(minutes)) >= 0) {
            return Optional.of(minutes + (minutes == 1 ? " minute is over" : " minutes are over"));
        }
        if (runs > 0 && session.choices().size() >= runs) {
            return Optional.of(runs + (runs == 1 ? " goal was tried" : " goals were tried"));
        }
        if (tokens > 0 && session.tokens() >= tokens) {
            return Optional.of(session.tokens() + " tokens were used, of " + tokens);
        }
        return freeBytes < roomBytes
                ? Optional.of("only " + freeBytes + " bytes are free, and " + roomBytes + " are to stay free")
                : Optional.empty();
    }
}
