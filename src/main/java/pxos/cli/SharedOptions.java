package pxos.cli;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import pxos.workspace.Workspace;

/** The options of every command. They may stand before or after the name of a subcommand. */
final class SharedOptions {

    /** Set by {@code bin/pxos}: the folder of the program. */
    private static final String HOME_VARIABLE = "PXOS_HOME";

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder with the pxOS to work on (default: this folder, else the one of this program).")
    private Path workspace;

    @Option(
            names = {"--json", "--machine"},
            scope = ScopeType.INHERIT,
            description = "Write exactly one JSON document to stdout, for programs.")
    private boolean json;

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

    /** The workspace that was given; else the current folder if it is one, else the folder of the program. */
    Workspace workspace() {
        Path folder = workspace;
        if (folder == null) {
            Path here = Path.of("");
            String home = System.getenv(HOME_VARIABLE);
            folder = home == null || Files.exists(new Workspace(here).source()) ? here : Path.of(home);
        }
        log().debug("workspace {}", folder.toAbsolutePath().normalize());
        return Workspace.open(folder);
    }

    /** Whether the result is wanted as JSON. */
    boolean json() {
        return json;
    }

    /** The workspace that was given, or where one may be made for it: its folder {@code pxos}. Else as {@link #workspace}. */
    Path folderForAgents() {
        if (!isGiven()) {
            return workspace().root();
        }
        return Files.exists(new Workspace(workspace).source()) ? workspace : workspace.resolve("pxos");
    }

    /** Whether a workspace was given. */
    boolean isGiven() {
        return workspace != null;
    }

    boolean verbose() {
        return verbose;
    }

    /**
     * Lets what the program logs appear on stderr, as {@code logback.xml} says, where that is wanted. Else nothing is logged,
     * and Logback is not set up, which takes a tenth of a short run.
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
