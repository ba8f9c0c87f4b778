package pxos.pixel;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import pxos.Problem;
import pxos.json.Json;
import pxos.pixel.RecordLimits.Kept;
import pxos.pixel.RecordLimits.Kind;
import pxos.pixel.picture.BootedScreen;
import pxos.pixel.picture.Mark;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the pixel network keeps of one run.
 *
 * <p>Its JSON is one flat object, the fields of all groups side by side, in this order. Empty fields and zeros are left
 * out; a reader ignores fields it does not know, and takes missing ones for empty. A new fact about a run is a component of
 * {@link RunRemarks}, or of a group here; {@link RecordLimits} clips it by its type.
 *
 * @param clipped names of the fields that were longer than the network keeps
 */
public record RunRecord(
        @JsonUnwrapped Request request,
        @JsonUnwrapped Result result,
        @JsonUnwrapped Proof proof,
        @JsonUnwrapped Cost cost,
        @JsonUnwrapped Change change,
        @JsonUnwrapped RunStory story,
        @Kept(Kind.NAMES) List<String> clipped) {

    /** Stages of a run in which a model is asked. */
    private static final List<String> ASKING = List.of("plan", "generate");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_DEFAULT))
            .changeDefaultNullHandling(all -> JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.AS_EMPTY))
            .build();

    public RunRecord {
        clipped = List.copyOf(clipped);
    }

    /** A record from which nothing has been clipped yet. */
    public RunRecord(Request request, Result result, Proof proof, Cost cost, Change change, RunStory story) {
        this(request, result, proof, cost, change, story, List.of());
    }

    /** A record that tells no more than its goal and its last screen, as older ones do. */
    public RunRecord(Request request, Result result, Proof proof, Cost cost, Change change) {
        this(request, result, proof, cost, change, RunStory.NONE);
    }

    /**
     * What was to be done.
     *
     * @param runId {@code run_<epoch seconds>}, unique in the network
     * @param time ISO-8601 instant
     * @param goal the goal in the user's words
     * @param milestone the milestone worked on, such as {@code M2}; empty where none
     * @param generator who wrote the code, such as {@code recipes} or {@code lm-studio:qwen2.5-coder-7b}
     */
    public record Request(
            @Kept(Kind.NAME) String runId,
            @Kept(Kind.NAME) String time,
            String goal,
            @Kept(Kind.NAME) String milestone,
            @Kept(Kind.NAME) String generator) {}

    /**
     * What came of it.
     *
     * @param verdict starts with PASS, FAIL, ERROR or SKIPPED
     * @param stage the stage that failed; empty on success
     * @param features names of the features built or attempted
     * @param plan the plan in one or a few sentences
     * @param bytes ranges of the image that this run wrote, each as {@code 7E00-7E1F}
     */
    public record Result(
            @Kept(Kind.NAME) String verdict,
            @Kept(Kind.NAME) String stage,
            List<String> features,
            @Kept(Kind.PLAN) String plan,
            List<String> bytes,
            @JsonUnwrapped RunRemarks remarks) {

        public Result {
            features = List.copyOf(features);
            bytes = List.copyOf(bytes);
        }

        /** A result about which there is nothing to remark. */
        public Result(String verdict, String stage, List<String> features, String plan, List<String> bytes) {
            this(verdict, stage, features, plan, bytes, RunRemarks.NONE);
        }
    }

    /**
     * What was observed.
     *
     * @param checksPassed number of observed checks that held
     * @param checksTotal number of checks made
     * @param evidence for a failure: what was wanted and got, fault kind, error text; one entry a failed check
     * @param hint the remedy that was shown; empty where none
     * @param strength how strong the tests are, in words; empty where that was not measured
     * @param screen the last screen seen, 25 rows without trailing blanks; empty where nothing was booted
     * @param noise the seed of what free memory held at the boot; 0 where that is unknown
     */
    public record Proof(
            int checksPassed,
            int checksTotal,
            @Kept(Kind.EVIDENCE) List<String> evidence,
            String hint,
            @Kept(Kind.NAME) String strength,
            @Kept(Kind.ROWS) List<String> screen,
            long noise) {

        public Proof {
            evidence = List.copyOf(evidence);
            screen = List.copyOf(screen);
        }

        /** A proof of which it is unknown what free memory held. */
        public Proof(int checksPassed, int checksTotal, List<String> evidence, String hint, List<String> screen) {
            this(checksPassed, checksTotal, evidence, hint, "", screen, 0);
        }
    }

    /**
     * What it took.
     *
     * @param attempts code attempts made
     * @param tokens prompt and completion tokens together; 0 where unknown
     * @param durationMs wall time of the run in milliseconds
     * @param promptTokens tokens of the prompts; 0 where unknown
     * @param cachedTokens those of them that the server did not read again; 0 where unknown
     */
    public record Cost(int attempts, int tokens, long durationMs, int promptTokens, int cachedTokens) {
        public Cost(int attempts, int tokens, long durationMs) {
            this(attempts, tokens, durationMs, 0, 0);
        }
    }

    /**
     * What a picture of the change shows besides the last screen; see {@link RunPictures#diff}.
     *
     * @param screenBefore the booted screen before the change, as {@code screen}; empty where it was not seen
     * @param changes what the image gained, changed and lost, each as {@code +7E00-7E1F}, {@code ~} or {@code -}
     * @param listing what is new in the OS source, line by line
     * @param attributes the colours of {@code screen}, as {@link pxos.os.Attributes} writes them; empty where all cells
     *     are light grey on black
     * @param attributesBefore the colours of {@code screenBefore}
     */
    public record Change(
            @Kept(Kind.ROWS) List<String> screenBefore,
            List<String> changes,
            List<String> listing,
            @Kept(Kind.WORDS) String attributes,
            @Kept(Kind.WORDS) String attributesBefore) {

        public Change {
            screenBefore = List.copyOf(screenBefore);
            changes = List.copyOf(changes);
            listing = List.copyOf(listing);
        }
    }

    /** Whether something was built: before, a run says only how a model was asked. */
    boolean reachedTheOs() {
        return !ASKING.contains(result.stage());
    }

    /** What the run was about, for people; its goal in an older record. */
    public String title() {
        return story.title().isEmpty() ? request.goal() : story.title();
    }

    public boolean passed() {
        return mark() == Mark.PASS;
    }

    /** The mark of the verdict. */
    Mark mark() {
        return Mark.of(result.verdict());
    }

    BootedScreen screen() {
        return new BootedScreen(proof.screen(), change.attributes());
    }

    BootedScreen screenBefore() {
        return new BootedScreen(change.screenBefore(), change.attributesBefore());
    }

    /** The record as programs get it: every field, with its name in {@code snake_case}. */
    public ObjectNode published() {
        return Json.published(this);
    }

    /** The record as one line of JSON, without its end. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what {@link #json} writes.
     *
     * @throws Problem when the text is not a JSON object, or a field has another type; the message says where
     */
    public static RunRecord parse(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw Problem.input("a record is a JSON object", "");
            }
            return JSON.treeToValue(tree, RunRecord.class);
        } catch (JacksonException e) {
            throw new Problem(Problem.Kind.INPUT, "not a record: " + e.getOriginalMessage(), "", e);
        }
    }
}
