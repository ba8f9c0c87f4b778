package pxos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/**
 * Something that keeps the program from going on.
 *
 * <p>Every room throws this one; a stage of the pipeline turns it into a failed run, and the command line into an error
 * and an exit code. The message names what failed and the value at fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<String> errors;
    private final String hint;

    /** Whose matter a problem is, with the exit code of the process. */
    public enum Kind {
        /** The OS failed its checks. */
        CHECKS(1),
        /** The goal, an option or a file of the workspace cannot be used. */
        INPUT(2),
        /** QEMU, a model or something else outside is missing. */
        MISSING(3),
        /** The model's output cannot be used. */
        MODEL(4),
        /** A fault of this program or its machine. */
        INTERNAL(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public Problem(Kind kind, String message, String hint) {
        this(kind, message, hint, null);
    }

    /** @param hint the next action for the user, one sentence; empty where there is none */
    public Problem(Kind kind, String message, String hint, Throwable cause) {
        this(kind, List.of(message), hint, cause);
    }

    /** @param errors everything that is wrong, at least one; the message joins them */
    public Problem(Kind kind, List<String> errors, String hint, Throwable cause) {
        super(String.join("; ", errors), cause);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.hint = hint;
    }

    /** A file, an option or an answer that cannot be used; the message says enough to know what to do. */
    public static Problem input(String message) {
        return input(message, "");
    }

    /** A file, an option or an answer that cannot be used. */
    public static Problem input(String message, String hint) {
        return new Problem(Kind.INPUT, message, hint);
    }

    /** The same, with everything that is wrong. */
    public static Problem input(List<String> errors, String hint) {
        return new Problem(Kind.INPUT, errors, hint, null);
    }

    /** Throws what is wrong with the input, where there is anything. */
    public static void throwAny(List<String> errors, String hint) {
        if (!errors.isEmpty()) {
            throw input(errors, hint);
        }
    }

    /** Something that this program did not expect of itself or of its machine. */
    public static Problem internal(String message, Throwable cause) {
        return new Problem(Kind.INTERNAL, message, "This is a fault of the program; --verbose shows where.", cause);
    }

    /**
     * Whether writing failed since nobody reads any more.
     *
     * @param message of the failure; the JDK takes it from the system, which may speak another language and adds the English name
     */
    public static boolean isHangUp(String message) {
        String said = message.toLowerCase(Locale.ROOT);
        return said.contains("broken pipe") || said.contains("connection reset");
    }

    /** What an exception means: a file that cannot be read or written, or a fault of the program. */
    public static Problem of(Exception e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e.getCause() instanceof OutOfMemoryError) {
            return new Problem(Kind.MISSING, "there is not enough memory", "Look for a file that is far too large.", e);
        }
        boolean wraps = e instanceof UncheckedIOException || e instanceof CompletionException;
        if (wraps && e.getCause() instanceof Exception cause) {
            return of(cause);
        }
        return e instanceof IOException failure
                ? new Problem(
                        Kind.INPUT,
                        reason(failure),
                        "Check that the file is there, readable and writable, and that there is room on its disk.",
                        failure)
                : internal(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }

    /** The file and what is wrong with it, in words; many exceptions of java.nio hold no more than the path. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is in the way";
        }
        if (e instanceof NotDirectoryException) {
            return e.getMessage() + " is not a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return e.getMessage() + " is a folder that is not empty";
        }
        if (e instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    public Kind kind() {
        return kind;
    }

    /** Everything that is wrong, one entry each. */
    public List<String> errors() {
        return errors;
    }

    public String hint() {
        return hint;
    }

    /** The same problem with the place where it was found in front, such as a file's name. */
    public Problem at(String place) {
        return new Problem(kind, errors.stream().map(error -> place + error).toList(), hint, this);
    }
}
