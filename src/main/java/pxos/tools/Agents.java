package pxos.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.mcp.Catalog;
import pxos.mcp.Catalog.Prompt;
import pxos.mcp.Catalog.Resource;
import pxos.mcp.Server;
import pxos.mcp.Tool;
import pxos.pipeline.Outside;
import pxos.pixel.RunPictures;
import pxos.workspace.Workspace;

/** Serves coding agents: the tools, what can be read, and two prompts. */
public final class Agents implements AutoCloseable {

    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";
    private static final String PNG = "image/png";

    private static final String INSTRUCTIONS =
            "pxOS is a tiny 16-bit operating system that boots in QEMU. These tools build"
                    + " features into it and prove them: keys go in, the screen is read, and only what was seen to work is kept."
                    + " For something new, read `contract`, write code and tests yourself, and call `build_feature`; mend what it"
                    + " refuses, up to five times. For well-known features use `build_goal`. Then look with `screenshot`."
                    + " Never say that something works unless a tool said PASS.";

    private final Desk desk;
    private final OpenGuests sessions;
    private final ScheduledExecutorService sweeper;

    /**
     * @param folder the workspace
     * @param mayMake whether it is made where there is none
     * @param environment has the user's settings, as from {@link System#getenv()}
     */
    public Agents(Path folder, boolean mayMake, Map<String, String> environment, Outside outside) {
        this.desk = new Desk(folder, mayMake, environment, outside);
        this.sessions = new OpenGuests(desk, outside.clock());
        this.sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "idle sessions");
            thread.setDaemon(true);
            return thread;
        });
        sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /** Ends sessions that nobody has used for a while. */
    void sweep() {
        sessions.sweep();
    }

    /** Serves one client over two streams until the first one ends. */
    public void serve(String version, InputStream in, OutputStream out, PrintWriter log) throws IOException {
        new Server(catalog(version), in, out, log).serve();
    }

    /** What is served. */
    Catalog catalog(String version) {
        List<Tool> tools = Stream.of(
                        new BuildTools(desk).all(),
                        new LookTools(desk).all(),
                        sessions.all(),
                        new ChangeTools(desk).all())
                .flatMap(List::stream)
                .map(Agents::forAgents)
                .toList();
        return new Catalog("pxos", "pxOS", version, INSTRUCTIONS, tools, resources(), prompts());
    }

    /** The same tool, whose problems name tools and no commands. */
    private static Tool forAgents(Tool tool) {
        return new Tool(
                tool.name(), tool.title(), tool.description(), tool.arguments(), tool.effect(), (arguments, call) -> {
                    try {
                        return tool.work().call(arguments, call);
                    } catch (Problem e) {
                        throw new Problem(e.kind(), Wording.forAgents(e.getMessage()), Wording.forAgents(e.hint()), e);
                    }
                });
    }

    private List<Resource> resources() {
        return List.of(
                file("pxos://report", "report", "The newest run", JSON, Workspace::report),
                file("pxos://source", "source", "The OS source, byte by byte", TEXT, Workspace::source),
                file("pxos://roadmap", "roadmap", "The roadmap with its tests", "text/markdown", Workspace::roadmap),
                file(
                        "pxos://schema",
                        "schema",
                        "JSON Schema of an answer",
                        JSON,
                        workspace -> workspace.schemas().resolve("ai_primitives.schema.json")),
                file("pxos://network", "network", "All runs as a picture", PNG, Workspace::network),
                new Resource(
                        "pxos://contract",
                        "contract",
                        "How to write a feature",
                        "What `contract` says",
                        TEXT,
                        name -> desk.contract("", "all").getBytes(StandardCharsets.UTF_8)),
                new Resource(
                        "pxos://runs/{run}",
                        "run",
                        "A run",
                        "Its record, by its id",
                        JSON,
                        name -> LookTools.find(desk.workspace(), name).json().getBytes(StandardCharsets.UTF_8)),
                new Resource(
                        "pxos://diff/{run}",
                        "diff",
                        "What a run changed",
                        "A picture, by its id",
                        PNG,
                        name -> RunPictures.diff(LookTools.find(desk.workspace(), name))
                                .orElseThrow(() -> Problem.input("that run changed nothing"))));
    }

    /** Where a file of a workspace is. */
    @FunctionalInterface
    private interface Place {
        Path in(Workspace workspace);
    }

    private Resource file(String uri, String name, String title, String mimeType, Place place) {
        return new Resource(uri, name, title, title, mimeType, none -> {
            Path file = place.in(desk.workspace());
            if (!Files.exists(file)) {
                throw Problem.input("there is no " + name + " yet");
            }
            return Files.readAllBytes(file);
        });
    }

    private static List<Prompt> prompts() {
        return List.of(
                new Prompt(
                        "next_milestone",
                        "Build the next milestone",
                        "Build the next milestone of pxOS and show it.",
                        Map.of(),
                        given -> "Build the next milestone of my pxOS with the tool next_milestone. Then show me with"
                                + " screenshot what it can do now, and say what was proved."),
                new Prompt(
                        "new_command",
                        "Add a command of your own",
                        "Write a new command for pxOS and prove it.",
                        new TreeMap<>(
                                Map.of("name", "The command, such as triangle", "does", "What it does, in your words")),
                        given -> "Give my pxOS a command `" + given.get("name") + "` that does this: "
                                + given.get("does")
                                + ". Read contract, write the answer with tests, and call build_feature; mend what it"
                                + " refuses. Then show me the command with screenshot."));
    }

    /** Ends the sessions. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        sessions.close();
    }
}
