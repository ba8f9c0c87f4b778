package pxos.proof;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a guest's devices are set to: what a person or another program would notice if it changed.
 *
 * @param readings what was read, by its name in words, such as {@code interrupt mask of the first controller}
 * @param ticks timer ticks of 55 ms that the guest has counted since it was switched on
 */
public record DeviceState(Map<String, String> readings, int ticks) {

    /** The reading of the clock and of the ticks that are counted: {@link #AS_IT_SHOULD} or something else. */
    public static final String CLOCK = "time of day";

    public static final String AS_IT_SHOULD = "as it should";
    /** How readings of the screen's colours begin. */
    public static final String COLOURS = "screen ";

    /** What a guest shows that has no devices. */
    public static final DeviceState NONE = new DeviceState(Map.of(), 0);

    public DeviceState {
        readings = Map.copyOf(readings);
    }

    /**
     * The first reading that is another one in {@code now}, in words; empty where all are the same but for those that the goal
     * asks for.
     */
    Optional<String> difference(DeviceState now, Change change) {
        return new TreeMap<>(readings)
                .entrySet().stream()
                        .filter(reading -> !reading.getValue().equals(now.readings.get(reading.getKey())))
                        .filter(reading -> !reading.getKey().equals(CLOCK) || !change.asksFor(Effect.CLOCK))
                        .filter(reading -> !reading.getKey().startsWith(COLOURS) || !change.asksFor(Effect.COLOURS))
                        .map(reading -> reading.getKey() + ": " + now.readings.get(reading.getKey()) + " instead of "
                                + reading.getValue())
                        .findFirst();
    }
}
