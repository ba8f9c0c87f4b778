package pxos.model.lm;

import pxos.Problem;

/** The optional secret that a server asks for; it goes into one request header and nowhere else. */
public final class ApiToken {

    /** The environment variable that LM Studio's documentation names. */
    public static final String VARIABLE = "LM_API_TOKEN";

    private final String secret;

    private ApiToken(String secret) {
        this.secret = secret;
    }

    /**
     * @param text the token, surrounding blanks ignored; null or blank for none
     * @throws Problem where it cannot stand in an HTTP header; the message does not quote it
     */
    public static ApiToken of(String text) {
        String secret = text == null ? "" : text.strip();
        if (!secret.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw Problem.input(
                    VARIABLE + " holds characters that cannot be sent as a token.",
                    "Set " + VARIABLE + " again, without quotes or line ends.");
        }
        return new ApiToken(secret);
    }

    boolean isPresent() {
        return !secret.isEmpty();
    }

    String authorization() {
        return "Bearer " + secret;
    }

    /** The text without the token, wherever a server echoes it. */
    String redact(String text) {
        return secret.isEmpty() ? text : text.replace(secret, "***");
    }

    @Override
    public String toString() {
        return secret.isEmpty() ? "no token" : "***";
    }
}
