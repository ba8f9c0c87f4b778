package pxos.workspace.roadmap;

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
        for (Status status : values()) {
            if (status.words.equalsIgnoreCase(words)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
