package pxos.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import pxos.Problem;

/**
 * A named test of a booted pxOS: keys in, observations out.
 *
 * <p>The same form serves the roadmap's tables, the {@code tests} of a model's answer and the regression files.
 */
@JsonPropertyOrder({"name", "disk", "steps"})
public final class Scenario {

    private static final int MAX_DISK_ITEMS = 40;

    private final String name;
    private final List<String> disk;
    private final List<DiskItem> diskItems;
    private final List<Step> steps;

    /**
     * Parses what the disk holds.
     *
     * @param name what the scenario shows, such as {@code backspace erases one character}
     * @param disk what is on the disk, each in the vocabulary of {@link DiskItem}; mostly nothing, or null
     * @param steps done in order, each from the state that the one before it left
     * @throws Problem with what is wrong and where
     */
    @JsonCreator
    public Scenario(
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty("disk") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> disk,
            @JsonProperty(value = "steps", required = true) List<Step> steps) {
        if (name == null || name.isBlank()) {
            throw Problem.input("a scenario needs a name", "");
        }
        this.name = name;
        this.disk = disk == null ? List.of() : List.copyOf(disk);
        this.diskItems = this.disk.stream().map(DiskItem::parse).toList();
        if (diskItems.size() > MAX_DISK_ITEMS) {
            throw Problem.input("a disk is described by at most " + MAX_DISK_ITEMS + " items", "");
        }
        this.steps = steps == null ? List.of() : List.copyOf(steps);
        if (this.steps.isEmpty()) {
            throw Problem.input("scenario '" + name + "' has no steps", "");
        }
    }

    /** A scenario on an empty disk. */
    public Scenario(String name, List<Step> steps) {
        this(name, List.of(), steps);
    }

    @JsonProperty
    public String name() {
        return name;
    }

    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public List<String> disk() {
        return disk;
    }

    @JsonProperty
    public List<Step> steps() {
        return steps;
    }

    public List<DiskItem> diskItems() {
        return diskItems;
    }

    /** Whether the machine is switched off and on before any key is typed. */
    public boolean beginsWithPowerCycle() {
        List<Input> inputs = steps.get(0).inputs();
        return !inputs.isEmpty() && inputs.get(0) instanceof Input.PowerCycle;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scenario that
                && name.equals(that.name)
                && disk.equals(that.disk)
                && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, disk, steps);
    }

    @Override
    public String toString() {
        return name + " " + disk + " " + steps;
    }
}
