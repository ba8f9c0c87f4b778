package pxos.model.lm;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import pxos.model.ModelException;

/** Turns a failed connection into an error that says what to do; it never becomes the text of an answer. */
final class TransportFault {

    private static final String START =
            "Start the server in LM Studio (Developer, Start Server) or with: lms server start; or take --llm recipes.";
    private static final String WAIT =
            "See whether the model still works in LM Studio; a smaller model answers sooner.";

    private TransportFault() {}

    static ModelException explain(IOException thrown, ServerAddress address, Limits limits) {
        boolean begun = !(thrown instanceof Wire.NoAnswer);
        IOException fault = thrown instanceof Wire.NoAnswer before ? before.reason() : thrown;
        if (fault instanceof Wire.Cancelled) {
            return new ModelException("The question to " + address + " was cancelled.", "", fault);
        }
        if (isUnreachable(fault)) {
            return new ModelException("No server answers at " + address + ".", START, fault);
        }
        if (fault instanceof UnknownHostException) {
            return new ModelException("No such host: " + address + ".", "Check --lm-studio-url.", fault);
        }
        if (fault instanceof SocketTimeoutException) {
            return new ModelException(
                    "The server at " + address + " sent nothing for " + seconds(limits.silence()) + ".", WAIT, fault);
        }
        if (fault instanceof InterruptedIOException) {
            return new ModelException(
                    "The answer of " + address + " was not complete after " + seconds(limits.total()) + ".",
                    WAIT,
                    fault);
        }
        if (fault instanceof SSLException) {
            return new ModelException(
                    "No safe connection to " + address + ": " + fault.getMessage(),
                    "Use http:// for a server on this machine.",
                    fault);
        }
        return new ModelException(
                "The server at " + address + " hung up " + (begun ? "in the middle of" : "before") + " its answer ("
                        + fault.getMessage() + ").",
                "Look at the server's own log: the model may have run out of memory.",
                fault);
    }

    /** Whether asking again may help: the server took the connection, then dropped it without a word. */
    static boolean isWorthRetrying(IOException thrown) {
        return thrown instanceof Wire.NoAnswer before
                && !isUnreachable(before.reason())
                && !(before.reason() instanceof UnknownHostException)
                && !(before.reason() instanceof InterruptedIOException)
                && !(before.reason() instanceof SSLException);
    }

    private static boolean isUnreachable(IOException fault) {
        return fault instanceof ConnectException
                || fault instanceof NoRouteToHostException
                || fault instanceof SocketTimeoutException
                        && String.valueOf(fault.getMessage())
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("connect");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
