package pxos.model.lm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.model.ModelException;

/**
 * An error that a server answered with.
 *
 * @param kind what can be done about it
 * @param message the server's own words, one printable line
 * @param contextTokens the context length that an {@code OVERFLOW} names; 0 where it names none
 */
record ServerFault(Kind kind, String message, int contextTokens) implements Outcome {

    /** Kinds of error, each with its remedy. */
    enum Kind {
        NO_MODEL("Load a model in LM Studio, or run: lms load <model> (lms ls lists what is there)."),
        OVERFLOW("Load the model with a longer context, such as: lms load <model> --context-length 8192"),
        GRAMMAR("Take a model of 7B or more, or another runtime in LM Studio (My Models, Runtime)."),
        BUSY("Wait until the server is free, then run the same command again."),
        UNAUTHORISED("Set " + ApiToken.VARIABLE + " to a token that the server knows."),
        NOT_FOUND("Check --lm-studio-url: it should end in /v1."),
        REDIRECT(
                "Redirects are not followed, so that no prompt goes astray; give the final address as --lm-studio-url."),
        FOREIGN("Check --lm-studio-url: another program seems to answer there; or take --llm recipes."),
        TOO_MUCH("Try another model; this one does not end its answer."),
        OTHER("Look at the server's own log, or take --llm recipes.");

        private final String hint;

        Kind(String hint) {
            this.hint = hint;
        }
    }

    private static final int MESSAGE_CHARACTERS = 300;
    private static final Pattern OVERFLOW =
            Pattern.compile("n_ctx|n_keep|tokens to keep|context[ _](length|window|size)");
    private static final Pattern NO_MODEL =
            Pattern.compile("no models? (is )?(currently )?loaded|please load a model|failed to load model"
                    + "|model[^.]{0,80} not found|model_not_found");
    private static final Pattern GRAMMAR = Pattern.compile("grammar|response_format|json_schema|structured output");
    private static final Pattern CONTEXT_TOKENS =
            Pattern.compile("(?:n_ctx\\W{0,4}|(?:context (?:length|window|size))(?: is| of)?\\W{0,4})(\\d{3,8})");

    ServerFault {
        message = printable(message);
    }

    static ServerFault of(Kind kind, String message) {
        return new ServerFault(kind, message, 0);
    }

    /**
     * Tells from the words of an error what kind it is; the status decides where the words do not.
     *
     * @param status of the HTTP response, also 200, since errors come with that as well
     */
    static ServerFault classify(int status, String message) {
        String words = message.substring(0, Math.min(message.length(), 4000)).toLowerCase(Locale.ROOT);
        if (OVERFLOW.matcher(words).find()) {
            Matcher tokens = CONTEXT_TOKENS.matcher(words);
            return new ServerFault(Kind.OVERFLOW, message, tokens.find() ? Integer.parseInt(tokens.group(1)) : 0);
        }
        if (NO_MODEL.matcher(words).find()) {
            return of(Kind.NO_MODEL, message);
        }
        if (GRAMMAR.matcher(words).find()) {
            return of(Kind.GRAMMAR, message);
        }
        return of(kindOf(status), message);
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORISED;
            case 404, 405 -> Kind.NOT_FOUND;
            case 429, 503 -> Kind.BUSY;
            default -> Kind.OTHER;
        };
    }

    ModelException toException(ServerAddress address) {
        return new ModelException("The server at " + address + " answers: " + message, kind.hint);
    }

    private static String printable(String text) {
        String line = text.substring(0, Math.min(text.length(), 4 * MESSAGE_CHARACTERS))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() <= MESSAGE_CHARACTERS ? line : line.substring(0, MESSAGE_CHARACTERS) + "…";
    }
}
