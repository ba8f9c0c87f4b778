package pxos.model.lm;

import java.time.Duration;
import pxos.Problem;

/**
 * How to reach a server.
 *
 * @param address where it is
 * @param model the model to ask; empty to choose among the server's
 * @param token the secret it asks for, if any
 * @param limits waiting times and sizes
 */
public record LmSettings(ServerAddress address, String model, ApiToken token, Limits limits) {

    public static final String DEFAULT_URL = "http://localhost:1234/v1";

    /**
     * How long the client waits and how much it reads.
     *
     * @param connect until a dead server is noticed
     * @param probe until a list of models must have come
     * @param silence longest pause in an answer, loading of the model and reading of the prompt included
     * @param total longest time for one answer
     * @param retryPause before the second try; the third waits twice as long
     * @param maxBodyBytes of one response, as sent
     * @param maxTextCharacters of one answer, as taken out of the response
     */
    public record Limits(
            Duration connect,
            Duration probe,
            Duration silence,
            Duration total,
            Duration retryPause,
            long maxBodyBytes,
            int maxTextCharacters) {

        /** Loading a model takes 15-60 s as a rule and minutes at times; a streamed token is some 250 bytes. */
        public static final Limits DEFAULT = new Limits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofMillis(500),
                32L << 20,
                1 << 20);

        /** The same with other waiting times for an answer, both above zero. */
        public Limits waiting(Duration newSilence, Duration newTotal) {
            return new Limits(connect, probe, newSilence, newTotal, retryPause, maxBodyBytes, maxTextCharacters);
        }
    }

    /**
     * With the default limits and the token of the environment.
     *
     * @param url the OpenAI-compatible base URL
     * @param model may be empty
     * @throws Problem for a URL or a token that cannot be used
     */
    public static LmSettings of(String url, String model) {
        ApiToken token = ApiToken.of(System.getenv(ApiToken.VARIABLE));
        return new LmSettings(ServerAddress.of(url), model, token, Limits.DEFAULT);
    }
}
