package pxos.model.lm;

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

    public LmSettings withModel(String name) {
        return new LmSettings(address, name, token, limits);
    }

    public LmSettings withLimits(Limits newLimits) {
        return new LmSettings(address, model, token, newLimits);
    }
}
