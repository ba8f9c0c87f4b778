package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Option;
import pxos.Problem.Kind;
import pxos.pipeline.Floor;
import pxos.pipeline.Revisions.Revision;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.proof.Verdict;

/** The options of commands that change an OS without building anything, and how their result reads. */
final class RevisionOptions {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Option(names = "--no-test", description = "Do not boot the changed OS; nothing is then called verified.")
    private boolean noTest;

    Testing testing() {
        return new Testing(!noTest, DriveKind.IDE, TIMEOUT, Floor.OFF);
    }

    /** Shows the result to a person. */
    static void show(Revision revision, PrintWriter out, Terminal terminal) {
        terminal.out().verdict(out, terminal.wrapped(revision.verdict()));
        out.println();
        out.println("  " + revision.title() + (revision.changed() ? "" : ": nothing was changed"));
        if (!revision.hint().isEmpty()) {
            out.println("  " + revision.hint());
        } else if (revision.undoes().isEmpty()) {
            out.println("  pxos undo brings it back.");
        } else {
            out.println("  pxos undo " + revision.runId() + " does it again.");
        }
    }

    static int exitCode(Revision revision) {
        if (revision.changed()) {
            return 0;
        }
        boolean seen = revision.tested().verdict() == Verdict.FAIL;
        return (seen ? Kind.CHECKS : Kind.MISSING).exitCode();
    }
}
