package pxos.model.lm;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import okhttp3.HttpUrl;
import pxos.Problem;

/**
 * Where an OpenAI-compatible server is.
 *
 * @param root the URL without the trailing {@code /v1}, such as {@code http://localhost:1234}
 */
public record ServerAddress(String root) {

    private static final String HINT = "Give it as --lm-studio-url http://localhost:1234/v1";

    /**
     * @param url the OpenAI-compatible base URL, with or without {@code /v1} at its end
     * @throws Problem for anything but a plain http or https URL
     */
    public static ServerAddress of(String url) {
        URI uri = parse(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw Problem.input("Not the URL of a server: " + url, HINT);
        }
        if (uri.getRawUserInfo() != null) {
            throw Problem.input(
                    "The server's URL must not hold a password.", "Put the token into " + ApiToken.VARIABLE + ".");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw Problem.input("The server's URL must end with its path: " + url, HINT);
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String trimmed = path.replaceAll("/+$", "").replaceAll("/v1$", "");
        String root = scheme + "://" + uri.getRawAuthority() + trimmed;
        if (HttpUrl.parse(root) == null) {
            throw Problem.input("Not the URL of a server: " + url, HINT);
        }
        return new ServerAddress(root);
    }

    private static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new Problem(Problem.Kind.INPUT, "Not a URL: " + url, HINT, e);
        }
    }

    /** Whether its name or number is one that this machine gives itself. */
    public boolean isOnThisMachine() {
        String host = URI.create(root).getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** @param path such as {@code /v1/models} */
    String url(String path) {
        return root + path;
    }

    @Override
    public String toString() {
        return url("/v1");
    }
}
