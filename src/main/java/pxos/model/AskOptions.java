package pxos.model;

/**
 * What may differ from one call to the next.
 *
 * @param temperature 0 (always the likeliest token) to 2
 * @param seed for repeatable answers; negative to leave it to the server
 */
public record AskOptions(double temperature, long seed) {

    /** Low temperature: code wants precision, and another candidate or attempt raises it. */
    public static final AskOptions DEFAULT = new AskOptions(0.2, -1);

    private static final double MAX_USEFUL_TEMPERATURE = 1.2;

    public AskOptions {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("a temperature is 0 to 2, not " + temperature);
        }
    }

    /** The same with more freedom, for a model that repeats itself. */
    public AskOptions warmer() {
        return new AskOptions(Math.min(MAX_USEFUL_TEMPERATURE, temperature + 0.4), seed);
    }
}
