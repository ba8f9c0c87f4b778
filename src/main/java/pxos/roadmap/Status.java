package pxos.roadmap;

import java.util.Arrays;
import java.util.Optional;

/** How far a milestone has come. */
public enum Status {
    COMPLETE("complete"),
    IN_PROGRESS("in progress"),
    TO_COME("to come");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    /** The status as it stands in the roadmap. */
    public String words() {
        return words;
    }

    static Optional<Status> of(String words) {
        return Arrays.stream(values())
                .filter(status -> status.words.equalsIgnoreCase(words))
                .findFirst();
    }
}
