package pxos.model.lm;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.lm.LmSettings.Limits;
import tools.jackson.databind.JsonNode;

/**
 * Why a server gave no answer: what it said, or how the connection to it failed.
 *
 * @param kind what can be done about it
 * @param detail the server's own words, or what else the kind's sentence ends with; one printable line of at most 1,200
 *     characters
 * @param contextTokens the context length that an {@code OVERFLOW} names; 0 where it names none
 * @param promptTokens the length of the prompt that it names; 0 where it names none
 * @param mostAnswers how many answers to one prompt a {@code TOO_MANY} allows; 0 where it does not say
 */
record ServerFault(Kind kind, String detail, int contextTokens, int promptTokens, int mostAnswers)
        implements HttpWire.Outcome {

    private static final String ANSWERS = "The server at %s answers: %s";
    private static final String WAIT =
            "See whether the model still works in LM Studio; a smaller model answers sooner.";
    private static final String LOG = "Look at the server's own log: the model may have run out of memory.";

    /** Kinds of fault, each as a sentence about an address and a detail, and with its remedy. */
    enum Kind {
        NO_MODEL(ANSWERS, "Load a model in LM Studio, or run: lms load <model> (lms ls lists what is there)."),
        OVERFLOW(ANSWERS, "Load the model with a longer context, such as: lms load <model> --context-length 8192"),
        /** Answers that are written at the same time share a context, and it is full (llama.cpp, kv_unified). */
        CROWDED(ANSWERS, "Ask for fewer --candidates, or load the model with a longer context."),
        /** More answers to one prompt than it gives. */
        TOO_MANY(ANSWERS, "Ask for fewer --candidates."),
        GRAMMAR(ANSWERS, "Take a model of 7B or more, or another runtime in LM Studio (My Models, Runtime)."),
        BUSY(ANSWERS, "Wait until the server is free, then run the same command again."),
        UNAUTHORISED(ANSWERS, "Set " + ApiToken.VARIABLE + " to a token that the server knows."),
        NOT_FOUND(ANSWERS, "Check --lm-studio-url: it should end in /v1."),
        REDIRECT(
                ANSWERS,
                "Redirects are not followed, so that no prompt goes astray; give the final address as --lm-studio-url."),
        FOREIGN(ANSWERS, "Check --lm-studio-url: another program seems to answer there; or take --llm recipes."),
        TOO_MUCH(ANSWERS, "Try another model; this one does not end its answer."),
        OTHER(ANSWERS, "Look at the server's own log, or take --llm recipes."),

        UNREACHABLE(
                "No server answers at %s.",
                "Start the server in LM Studio (Developer, Start Server) or with: lms server start;"
                        + " or take --llm recipes."),
        NO_HOST("No such host: %s.", "Check --lm-studio-url."),
        UNSAFE("No safe connection to %s: %s", "Use http:// for a server on this machine."),
        SILENT("The server at %s sent nothing for %s.", WAIT),
        TOO_SLOW("The answer of %s was not complete after %s.", WAIT),
        DROPPED("The server at %s hung up before its answer (%s).", LOG),
        BROKEN_OFF("The server at %s hung up in the middle of its answer (%s).", LOG),
        CANCELLED("The question to %s was cancelled.", "");

        private final String sentence;
        private final String hint;

        Kind(String sentence, String hint) {
            this.sentence = sentence;
            this.hint = hint;
        }

        /** Whether the server said something. */
        boolean isAnswer() {
            return sentence.equals(ANSWERS);
        }
    }

    private static final int DETAIL_CHARACTERS = 300;
    private static final int MAX_DETAIL_CHARACTERS = 4 * DETAIL_CHARACTERS;
    private static final Pattern OVERFLOW =
            Pattern.compile("n_ctx|n_keep|tokens to keep|context[ _](length|window|size)");
    private static final Pattern NO_MODEL =
            Pattern.compile("no models? (is )?(currently )?loaded|please load a model|failed to load model"
                    + "|model[^.]{0,80} not found|model_not_found");
    private static final Pattern GRAMMAR =
            Pattern.compile("grammar|response_format|json[_ ]?schema|\\bschema\\b|structured output");
    private static final Pattern CONTEXT_TOKENS =
            Pattern.compile("(?:n_ctx\\W{0,4}|(?:context (?:length|window|size))(?: is| of)?\\W{0,4})(\\d{3,8})");

    /** As llama.cpp says it: {@code request (3031 tokens) exceeds the available context size (1536 tokens)}. */
    private static final Pattern PROMPT_TOKENS = Pattern.compile("request \\((\\d{3,8}) tokens\\)");

    /** llama.cpp: {@code Field 'n': Value must be between 1 <= value <= 1, but got 2}. */
    private static final Pattern TOO_MANY =
            Pattern.compile("(?<![a-z])['\"`]n['\"`](?![a-z])|\\bn must be\\b|parameter n\\b");

    private static final Pattern MOST_ANSWERS =
            Pattern.compile("(?:<=|at most|up to|maximum(?: is| of)?) ?(\\d{1,3})\\b");

    ServerFault {
        detail = detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARACTERS))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    /** Before the detail is cut: half a token would stay. */
    @Override
    public ServerFault redacted(ApiToken token) {
        return new ServerFault(kind, token.redact(detail), contextTokens, promptTokens, mostAnswers);
    }

    static ServerFault of(Kind kind, String detail) {
        return new ServerFault(kind, detail, 0, 0, 0);
    }

    /**
     * What an error's words mean; the status decides where they say nothing.
     *
     * @param status of the HTTP response, also 200, since errors come with that as well
     */
    static ServerFault saying(int status, String message) {
        String words = message.substring(0, Math.min(message.length(), 4000)).toLowerCase(Locale.ROOT);
        if (OVERFLOW.matcher(words).find()) {
            Kind kind =
                    status == 500 && words.contains("context size has been exceeded") ? Kind.CROWDED : Kind.OVERFLOW;
            return new ServerFault(kind, message, number(CONTEXT_TOKENS, words), number(PROMPT_TOKENS, words), 0);
        }
        if (TOO_MANY.matcher(words).find()) {
            return new ServerFault(Kind.TOO_MANY, message, 0, 0, number(MOST_ANSWERS, words));
        }
        if (NO_MODEL.matcher(words).find()) {
            return of(Kind.NO_MODEL, message);
        }
        if (GRAMMAR.matcher(words).find()) {
            return of(Kind.GRAMMAR, message);
        }
        return of(kindOf(status), message);
    }

    private static int number(Pattern pattern, String words) {
        Matcher found = pattern.matcher(words);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORISED;
            case 404, 405 -> Kind.NOT_FOUND;
            case 429, 503 -> Kind.BUSY;
            default -> Kind.OTHER;
        };
    }

    /** The fault that the body of an HTTP error describes. */
    static ServerFault refused(int status, String body) {
        String message = Json.object(body).flatMap(ServerFault::messageIn).orElse("");
        boolean page = body.isBlank() || body.stripLeading().startsWith("<");
        return saying(status, !message.isEmpty() ? message : page ? "HTTP " + status : body);
    }

    /** The fault in a document that came with status 200; empty where it has no {@code error}. */
    static Optional<ServerFault> in(JsonNode document) {
        return messageIn(document).map(message -> saying(200, message));
    }

    /** The message of an {@code error} member, be it a text or an object. */
    private static Optional<String> messageIn(JsonNode document) {
        JsonNode error = document.path("error");
        String message =
                error.isString() ? error.asString() : error.path("message").stringValue("");
        return Optional.of(error.isObject() && message.isEmpty() ? error.toString() : message)
                .filter(text -> !text.isEmpty());
    }

    /**
     * What a failed connection means.
     *
     * @param begun whether the response had begun
     * @param limits how long was waited
     */
    static ServerFault of(IOException thrown, boolean begun, Limits limits) {
        String reason = String.valueOf(thrown.getMessage());
        boolean timedOut = thrown instanceof SocketTimeoutException;
        if (thrown instanceof ConnectException
                || thrown instanceof NoRouteToHostException
                || timedOut && reason.toLowerCase(Locale.ROOT).contains("connect")) {
            return of(Kind.UNREACHABLE, "");
        }
        if (thrown instanceof UnknownHostException) {
            return of(Kind.NO_HOST, "");
        }
        if (timedOut) {
            return of(Kind.SILENT, words(limits.silence()));
        }
        if (thrown instanceof InterruptedIOException) {
            return of(Kind.TOO_SLOW, words(limits.total()));
        }
        if (thrown instanceof SSLException) {
            return of(Kind.UNSAFE, reason);
        }
        return of(begun ? Kind.BROKEN_OFF : Kind.DROPPED, reason);
    }

    private static String words(Duration time) {
        return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** The fault in words for the user. */
    Problem problem(LmSettings settings) {
        String words = detail.length() <= DETAIL_CHARACTERS ? detail : detail.substring(0, DETAIL_CHARACTERS) + "…";
        String message = String.format(kind.sentence, settings.address(), words);
        return new Problem(Problem.Kind.MISSING, message, kind.hint);
    }
}
