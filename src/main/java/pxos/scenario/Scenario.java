package pxos.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A named test of a booted pxOS: keys in, observations out.
 *
 * <p>The same form serves the roadmap's tables, the {@code tests} of a model's answer and the regression files; as JSON,
 * {@code disk} is left out where it is empty:
 *
 * <pre>
 *   [{"name": "…", "disk": ["A.TXT \"hi\""], "steps": [{"keys": "type a.txt{Enter}", "expect": ["row \"hi\""]}]}]
 * </pre>
 *
 * @param name what the scenario shows, such as {@code backspace erases one character}
 * @param disk what is on the disk, each in the vocabulary of {@link DiskItem}; mostly nothing
 * @param steps done in order, each from the state that the one before it left
 * @param diskItems always parsed from {@code disk}
 */
@JsonPropertyOrder({"name", "disk", "steps"})
public record Scenario(
        String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> disk,
        List<Step> steps,
        @JsonIgnore List<DiskItem> diskItems) {

    private static final int MAX_DISK_ITEMS = 40;

    /** @throws Problem with what is wrong and where */
    public Scenario {
        if (name == null || name.isBlank()) {
            throw Problem.input("a scenario needs a name");
        }
        disk = disk == null ? List.of() : List.copyOf(disk);
        diskItems = disk.stream().map(DiskItem::parse).toList();
        if (disk.size() > MAX_DISK_ITEMS) {
            throw Problem.input("a disk is described by at most " + MAX_DISK_ITEMS + " items");
        }
        steps = steps == null ? List.of() : List.copyOf(steps);
        if (steps.isEmpty()) {
            throw Problem.input("scenario '" + name + "' has no steps");
        }
        if (steps.stream().anyMatch(Step::cutsPower)
                && diskItems.stream().noneMatch(DiskItem.Writes.class::isInstance)) {
            throw Problem.input("'survives power cuts' needs a disk that says where it is written: 'writes files' or"
                    + " 'writes pxos'");
        }
    }

    /** A scenario made of its texts; {@code disk} may be null. */
    @JsonCreator
    public Scenario(
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty("disk") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> disk,
            @JsonProperty(value = "steps", required = true) List<Step> steps) {
        this(name, disk, steps, List.of());
    }

    /** By its texts, which say it all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Scenario that
                && name.equals(that.name)
                && disk.equals(that.disk)
                && steps.equals(that.steps);
    }

    /** Takes the name alone: a whole scenario takes far longer to hash, and names tell nearly all apart. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** A scenario on an empty disk. */
    public Scenario(String name, List<Step> steps) {
        this(name, List.of(), steps);
    }

    /** All that it types, one step after the other. */
    public String keys() {
        return steps.stream().map(Step::keys).collect(Collectors.joining());
    }

    /** All that it types, in pieces that end with an Enter, but for what comes after the last one. */
    public List<String> lines() {
        return List.of(keys().split("(?<=\\{Enter})"));
    }

    /** How many keys it types, waits and starts again. */
    public int inputs() {
        return steps.stream().mapToInt(step -> step.inputs().size()).sum();
    }

    /** Where it may write to its disk; mostly nowhere. */
    public List<DiskItem.Writes> writes() {
        return diskItems.stream()
                .filter(DiskItem.Writes.class::isInstance)
                .map(DiskItem.Writes.class::cast)
                .toList();
    }

    /** Whether it expects that a cut of the power would have done no harm. */
    public boolean cutsPower() {
        return steps.stream().anyMatch(Step::cutsPower);
    }

    /** Whether it may change pxOS, and starts what came of that. */
    public boolean startsAnotherPxos() {
        return writes().contains(DiskItem.Writes.PXOS)
                && steps.stream()
                        .anyMatch(step -> step.rest() == Observation.Rest.RESET
                                || step.inputs().stream().anyMatch(Input.PowerCycle.class::isInstance));
    }

    /**
     * @param tests an array of scenarios
     * @throws Problem naming the place, such as {@code tests[1].steps[0].keys}
     */
    public static List<Scenario> readAll(JsonNode tests) {
        return List.of(Json.bind(tests, Scenario[].class, "tests"));
    }
}
