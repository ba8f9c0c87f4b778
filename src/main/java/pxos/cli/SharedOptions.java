package pxos.cli;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceSearch;

/** The options of every command. They may stand before or after the name of a subcommand. */
final class SharedOptions {

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder with the pxOS to work on (default: this folder or the nearest one above it"
                    + " with a pxOS, else ~/.local/share/pxos).")
    private Path workspace;

    @Option(
            names = {"--json", "--machine"},
            scope = ScopeType.INHERIT,
            description = "Write exactly one JSON document to stdout, for programs.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            description = "Write in colours: ${COMPLETION-CANDIDATES} (default: auto: on a terminal, unless"
                    + " NO_COLOR is set).")
    private Terminal.Color color;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Show only results and errors: no progress, no notes.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more about what happens, on stderr.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    /**
     * The workspace that was given; else the one that is found, which is named to the user where it is not the current folder.
     *
     * @param environment says where the program and the user's data are
     */
    Workspace workspace(Map<String, String> environment, PrintWriter err) {
        if (workspace != null) {
            return opened(workspace);
        }
        Path here = Path.of("").toAbsolutePath();
        WorkspaceSearch.Found found = new WorkspaceSearch(environment).from(here);
        if (!quiet && !found.folder().equals(here)) {
            err.println((found.made() ? "Made a workspace in " : "Working in ") + found.folder());
        }
        return opened(found.folder());
    }

    private static Workspace opened(Path folder) {
        log().debug("workspace {}", folder.toAbsolutePath().normalize());
        return Workspace.open(folder);
    }

    /** Whether the result is wanted as JSON. */
    boolean json() {
        return json;
    }

    /**
     * The workspace that was given, or where one may be made for it: its folder {@code pxos}. Otherwise as {@link
     * #workspace}.
     */
    Path folderForAgents(Map<String, String> environment, PrintWriter err) {
        if (!isGiven()) {
            return workspace(environment, err).root();
        }
        return Files.exists(new Workspace(workspace).source()) ? workspace : workspace.resolve("pxos");
    }

    /** Whether a workspace was given. */
    boolean isGiven() {
        return workspace != null;
    }

    /** @param environment says what the terminal is */
    Terminal terminal(Map<String, String> environment) {
        return Terminal.of(environment, color);
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    /**
     * Lets what the program logs appear on stderr, as {@code logback.xml} says, where that is wanted. Otherwise nothing is
     * logged, and Logback is not set up, which takes a tenth of a short run.
     *
     * @param version of the program, its first line
     */
    void beginLog(String version) {
        if (verbose) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("pxos")).setLevel(Level.DEBUG);
            log().debug("{}, Java {}", version, Runtime.version());
        } else {
            System.getProperties()
                    .putIfAbsent(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
            // Else SLF4J says on stderr which provider was asked for.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    /** Not a field: the first logger that anybody makes settles where all of them log to. */
    private static Logger log() {
        return LoggerFactory.getLogger(SharedOptions.class);
    }
}
