package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --verbose} adds to stderr: the log of the program. */
class VerboseIT {

    private static final String LOG_LINE = "(TRACE|DEBUG|INFO|WARN|ERROR) +[A-Z]\\w+ - .+";

    @TempDir
    private Path folder;

    private Cli.Result run(String... options) throws Exception {
        String workspace = Cli.in(folder).workspace().root().toString();
        List<String> args = new ArrayList<>(List.of("--llm", "recipes", "--no-test", "--workspace", workspace));
        args.addAll(List.of(options));
        args.addAll(List.of("--goal", "Update hello message"));
        try (CliProcess process = CliProcess.start(List.of(), line -> {}, args.toArray(String[]::new))) {
            Cli.Result result = process.result();
            assertThat(result.exitCode()).as(result.err()).isZero();
            return result;
        }
    }

    @Test
    void showsTheLogOfARun() throws Exception {
        assertThat(run("--verbose").err().lines())
                .as("log lines, with the version, Java and workspace that a fault report needs")
                .filteredOn(line -> line.matches(LOG_LINE))
                .anyMatch(line -> line.contains("Java " + Runtime.version()))
                .anyMatch(line -> line.contains("workspace " + folder));
    }

    @Test
    void isSilentWithoutIt() throws Exception {
        assertThat(run().err().lines()).isNotEmpty().noneMatch(line -> line.matches(LOG_LINE));
    }
}
