package pxos.scenario;

import java.util.List;

/**
 * A named test of a booted pxOS: keys in, observations out.
 *
 * <p>The same form serves the roadmap's tables, the {@code tests} of a model's answer and the regression files.
 *
 * @param name what the scenario shows, such as {@code backspace erases one character}
 * @param disk what is on the disk, each in the vocabulary of {@link DiskItem}; mostly nothing
 * @param steps done in order, each from the state that the one before it left
 */
public record Scenario(String name, List<String> disk, List<Step> steps) {

    private static final int MAX_DISK_ITEMS = 40;

    /**
     * Checks that the disk follows the vocabulary.
     *
     * @throws ScenarioException with what is wrong and where
     */
    public Scenario {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a scenario needs a name");
        }
        disk = disk == null ? List.of() : List.copyOf(disk);
        disk.forEach(DiskItem::parse);
        if (disk.size() > MAX_DISK_ITEMS) {
            throw new ScenarioException("a disk is described by at most " + MAX_DISK_ITEMS + " items");
        }
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("scenario '" + name + "' has no steps");
        }
    }

    /** A scenario on an empty disk. */
    public Scenario(String name, List<Step> steps) {
        this(name, List.of(), steps);
    }

    /** Whether the machine is switched off and on before any key is typed. */
    public boolean beginsWithPowerCycle() {
        List<Input> inputs = steps.get(0).inputs();
        return !inputs.isEmpty() && inputs.get(0) instanceof Input.PowerCycle;
    }

    public List<DiskItem> diskItems() {
        return disk.stream().map(DiskItem::parse).toList();
    }
}
