package pxos.pixel;

import java.util.List;
import pxos.pixel.RecordLimits.Kept;
import pxos.pixel.RecordLimits.Kind;

/**
 * What a page tells of the run.
 *
 * @param title what the run was about, such as {@code M2: Keyboard input}; empty in older records
 * @param shows name of the scenario that {@code screen} shows; empty where it shows none
 * @param keys what that scenario types; where it failed, in the step that failed
 * @param built what was seen of each feature, in the order in which they were built
 * @param reason why the program chose this goal by itself; empty where a person asked for it
 */
public record RunStory(
        @Kept(Kind.NAME) String title, @Kept(Kind.NAME) String shows, String keys, List<Built> built, String reason) {

    static final RunStory NONE = new RunStory("", "", "", List.of());

    /** The story of a run that a person asked for. */
    public RunStory(String title, String shows, String keys, List<Built> built) {
        this(title, shows, keys, built, "");
    }

    public RunStory {
        built = List.copyOf(built);
    }

    /**
     * A feature that the run built.
     *
     * @param goal the goal for it, in words
     * @param generator who wrote it
     * @param verdict of its tests; empty where they were not run
     * @param scenario the one that its screens show; empty where none does
     * @param keys what that scenario types
     * @param before the screen without the feature, rows without trailing blanks; empty where it was not seen
     * @param after the same with the feature
     * @param attributesBefore the colours of {@code before}, as in {@link RunRecord.Change}
     * @param attributesAfter the colours of {@code after}
     */
    public record Built(
            @Kept(Kind.NAME) String feature,
            @Kept(Kind.NAME) String goal,
            @Kept(Kind.NAME) String generator,
            @Kept(Kind.NAME) String verdict,
            @Kept(Kind.NAME) String scenario,
            @Kept(Kind.NAME) String keys,
            @Kept(Kind.SCREEN) List<String> before,
            @Kept(Kind.SCREEN) List<String> after,
            @Kept(Kind.WORDS) String attributesBefore,
            @Kept(Kind.WORDS) String attributesAfter) {

        public Built {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
