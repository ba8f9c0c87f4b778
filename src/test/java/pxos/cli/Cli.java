package pxos.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** The command line in a workspace of its own, for tests: what a user would type, and what a user would see. */
final class Cli {

    private final Workspace workspace;

    private Cli(Workspace workspace) {
        this.workspace = workspace;
    }

    /** In a fresh workspace inside {@code folder}. */
    static Cli in(Path folder) throws Exception {
        Path root = folder.resolve("workspace");
        StartingWorkspace.copyTo(root);
        return new Cli(new Workspace(root));
    }

    Workspace workspace() {
        return workspace;
    }

    /** What came of one command. */
    record Result(int exitCode, String out, String err) {
        /** stdout as the one JSON document that it must be, valid against the schema. */
        JsonNode json() {
            return RunResults.read(out);
        }
    }

    /** Runs the command in the workspace. */
    Result run(String... args) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // What is learnt of a server in a test is no matter of the next one on the same port.
        environment.put(
                "XDG_CACHE_HOME",
                workspace.root().toAbsolutePath().resolveSibling("cache").toString());
        return run(environment, args);
    }

    /** Runs the command in the workspace, with QEMU and nasm where {@code environment} says. */
    Result run(Map<String, String> environment, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--workspace");
        all.add(workspace.root().toString());
        return runAnywhere(environment, all.toArray(String[]::new));
    }

    /** Runs a goal with the recipes, for its JSON. */
    Result goal(String goal, String... options) {
        List<String> all = new ArrayList<>(List.of("--machine", "--llm", "recipes", "--goal", goal));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    /** Runs the command as it is given. */
    static Result runAnywhere(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(environment, List.of(args));
        command.setOut(new Door(out));
        command.setErr(new Door(err));
        int exitCode = command.execute(args);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
