package pxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ProblemTest {

    /** A file that cannot be read is no fault of the program, whichever way the JDK says so. */
    @Test
    void takesAWrappedFailureForWhatItIs() {
        IOException denied = new AccessDeniedException("/root/file");
        Problem problem = Problem.of(new UncheckedIOException(denied));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT);
        assertThat(problem).hasMessage("/root/file: permission denied");
        assertThat(Problem.of(new CompletionException(problem))).isSameAs(problem);
        assertThat(Problem.of(new CompletionException(new OutOfMemoryError())).kind())
                .isEqualTo(Problem.Kind.MISSING);
        assertThat(Problem.of(new IllegalStateException("a bug")).kind()).isEqualTo(Problem.Kind.INTERNAL);
    }
}
