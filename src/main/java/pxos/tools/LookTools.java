package pxos.tools;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.mcp.Answer;
import pxos.mcp.Call;
import pxos.mcp.Tool;
import pxos.mcp.Tool.Effect;
import pxos.pixel.PixelReader;
import pxos.pixel.RunPictures;
import pxos.pixel.RunRecord;
import pxos.pixel.RunText;
import pxos.proof.DriveKind;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** The tools that look at pxOS and at what was done with it. */
final class LookTools {

    private static final String RUN = "The run, such as run_1795438800, or last.";

    private final Desk desk;

    LookTools(Desk desk) {
        this.desk = desk;
    }

    List<Tool> all() {
        return List.of(
                new Tool(
                        "contract",
                        "How to write a feature",
                        "How to write the answer for build_feature: pxOS primitives, services, vectors, memory, routines,"
                                + " templates, test vocabulary, examples, and what counts as proof. Read it before you write.",
                        Schema.object()
                                .text("goal", "What you are about to build; brings examples and earlier runs like it.")
                                .text(
                                        "part",
                                        "One part of it (default: all, 8 KB).",
                                        Contract.PARTS.toArray(String[]::new))
                                .requiring(),
                        Effect.READS,
                        (arguments, call) -> Answer.text(desk.contract(
                                arguments.path("goal").asString(""),
                                arguments.path("part").asString("all")))),
                new Tool(
                        "test",
                        "Test pxOS",
                        "Boot pxOS in QEMU and run every test that it has; says which fail and why.",
                        Schema.object()
                                .text("only", "Run the tests whose name contains these words.")
                                .text("drive", "The drive to boot from (default: ide).", "ide", "floppy")
                                .requiring(),
                        Effect.READS,
                        this::test),
                new Tool(
                        "screenshot",
                        "Look at the screen",
                        "Boot pxOS in QEMU, type keys, and show the screen: its rows as text and a picture.",
                        Schema.object()
                                .text("keys", "Keys to type first, such as help{Enter}.")
                                .requiring(),
                        Effect.READS,
                        this::screenshot),
                new Tool(
                        "history_search",
                        "Search earlier runs",
                        "Search the runs of this pxOS, newest first: what was built, what failed.",
                        Schema.object()
                                .text("words", "Runs that hold all these words (default: all runs).")
                                .with("boolean", "failed", "Leave out runs that passed.")
                                .requiring(),
                        Effect.READS,
                        this::history),
                new Tool(
                        "show_run",
                        "Show a run",
                        "Show one run of this pxOS in full: verdict, evidence, screen, code.",
                        Schema.object().text("run", RUN).requiring("run"),
                        Effect.READS,
                        this::showRun),
                new Tool(
                        "diff",
                        "Show what a run changed",
                        "Draw what a run changed in pxOS: screen, memory and listing, before and after.",
                        Schema.object().text("run", RUN).requiring("run"),
                        Effect.READS,
                        this::diff));
    }

    private Answer test(JsonNode arguments, Call call) throws Exception {
        String only = arguments.path("only").asString("").toLowerCase(Locale.ROOT);
        DriveKind drive = arguments.path("drive").asString("").equals("floppy") ? DriveKind.FLOPPY : DriveKind.IDE;
        return desk.boot(call, (workspace, services) -> {
            var state = services.analyzer().analyse(workspace);
            List<Scenario> chosen = state.scenarios().stream()
                    .filter(scenario -> scenario.name().toLowerCase(Locale.ROOT).contains(only))
                    .toList();
            if (chosen.isEmpty()) {
                throw Problem.input("no test's name contains '" + only + "'");
            }
            TestReport report = services.tester().test(state.image(), chosen, TestOptions.on(drive));
            return Answer.text(Answer.shortened(text(report), Desk.MAX_CHARACTERS));
        });
    }

    private static String text(TestReport report) {
        StringBuilder text = new StringBuilder(report.summary());
        for (ScenarioResult failed : report.failures()) {
            text.append("\n'")
                    .append(failed.name())
                    .append("' ")
                    .append(failed.verdict())
                    .append(": ");
            text.append(failed.evidence().map(Evidence::toText).orElse(failed.because()));
        }
        return text.toString();
    }

    private Answer screenshot(JsonNode arguments, Call call) throws Exception {
        String keys = arguments.path("keys").asString("");
        return desk.boot(call, (workspace, services) -> {
            try (OpenGuest session = new OpenGuest(workspace, services, DriveKind.FLOPPY)) {
                return session.type(keys).seen(keys.isEmpty() ? "after boot:" : "after " + keys + ":");
            }
        });
    }

    private Answer history(JsonNode arguments, Call call) throws Exception {
        List<RunRecord> runs = new PixelReader(desk.workspace().network())
                .find(
                        arguments.path("words").asString(""),
                        arguments.path("failed").asBoolean(false),
                        20);
        return Answer.text(
                runs.isEmpty() ? "No runs." : runs.stream().map(RunText::line).collect(Collectors.joining("\n")));
    }

    private Answer showRun(JsonNode arguments, Call call) throws Exception {
        return Answer.text(Answer.shortened(RunText.full(run(arguments)), Desk.MAX_CHARACTERS));
    }

    private Answer diff(JsonNode arguments, Call call) throws Exception {
        RunRecord run = run(arguments);
        byte[] picture = RunPictures.diff(run)
                .orElseThrow(() -> Problem.input(
                        run.request().runId() + " changed nothing: "
                                + run.result().verdict(),
                        "show_run shows it in full."));
        String text = RunText.line(run) + "\nwritten: "
                + String.join(", ", run.result().bytes()) + "\n"
                + String.join("\n", run.change().listing());
        return Answer.picture(Answer.shortened(text, Desk.MAX_CHARACTERS), picture);
    }

    private RunRecord run(JsonNode arguments) throws Exception {
        return find(desk.workspace(), arguments.path("run").asString(""));
    }

    /** @throws Problem where there is no such run */
    static RunRecord find(Workspace workspace, String run) throws Exception {
        return new PixelReader(workspace.network()).named(run, "history_search lists the runs.");
    }
}
