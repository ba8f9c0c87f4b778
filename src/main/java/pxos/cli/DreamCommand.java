package pxos.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import pxos.dream.Choice;
import pxos.dream.Dream;
import pxos.dream.DreamSession;
import pxos.dream.Idea;
import pxos.dream.SessionLimits;
import pxos.dream.Variant;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** Lets pxOS improve itself. */
@Command(
        name = "dream",
        description = {
            "Let pxOS improve itself: choose a goal, build and prove it, write down why; and again, until a limit is reached"
                    + " or nothing promising is left. Ctrl-C ends it at any time.",
            "Goals are the next milestone, what the library knows and pxOS lacks, failures that something"
                    + " newer may solve, features with weak tests, features that take too many bytes or have a"
                    + " smaller version, and the ideas of a language model, which become proposed milestones (pxos"
                    + " milestones --proposed).",
        })
final class DreamCommand extends Subcommand {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Mixin
    private AuthorOptions authors;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "Begin nothing more after N minutes; 0 for no limit (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--runs", paramLabel = "N", description = "Try at most N goals (default: no limit).")
    private int runs;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Begin nothing more once N tokens were used (default: no limit).")
    private long tokens;

    @Option(
            names = "--until-room",
            paramLabel = "BYTES",
            description = "Begin nothing more once fewer bytes than this are free for features (default: no limit).")
    private int roomBytes;

    @Option(names = "--dry-run", description = "Show what would be tried first, and why, and try nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        authors.check();
        for (long limit : List.of((long) minutes, (long) runs, tokens, (long) roomBytes)) {
            if (limit < 0) {
                throw new ParameterException(spec().commandLine(), "A limit is 0 or more, not " + limit + ".");
            }
        }
        Workspace workspace = workspace();
        Dream dream = new Dream(
                Outside.of(environment()),
                workspace,
                authors.of(Settings.of(environment(), workspace)),
                new Testing(true, DriveKind.IDE, TIMEOUT, Floor.STRICT));
        if (dryRun) {
            show(dream, dream.outlook(new DreamView(observer(), out(), terminal(), json(), session -> null)));
            return 0;
        }
        DreamView view = new DreamView(observer(), out(), terminal(), json(), session -> result(dream, session));
        view.over(dream.run(new SessionLimits(minutes, runs, tokens, roomBytes), view));
        return 0;
    }

    private void show(Dream dream, Optional<Choice> first) {
        if (json()) {
            SessionLimits limits = new SessionLimits(minutes, runs, tokens, roomBytes);
            DreamSession session = DreamSession.outlook(limits, first);
            writeJson(result(dream, session));
        } else if (first.isEmpty()) {
            out().println("Nothing promising is left.");
        } else {
            DreamView.show(first.get(), out());
            first.get().next().forEach(next -> out().println("   then " + next));
        }
    }

    private static Dreamt result(Dream dream, DreamSession session) {
        return new Dreamt(
                session.id(),
                session.started(),
                session.ended(),
                session.authors(),
                session.limits(),
                session.choices(),
                session.ideas(),
                session.variants(),
                session.successes(),
                session.tokens(),
                session.durationMs(),
                dream.page(session).toString());
    }

    /**
     * What programs get.
     *
     * @param successes choices that came to something
     * @param variants the versions of features that are kept
     * @param page the file with the reasons, for people
     */
    record Dreamt(
            String id,
            String started,
            String ended,
            String authors,
            SessionLimits limits,
            List<Choice> choices,
            List<Idea> ideas,
            List<Variant> variants,
            long successes,
            long tokens,
            long durationMs,
            String page) {}
}
