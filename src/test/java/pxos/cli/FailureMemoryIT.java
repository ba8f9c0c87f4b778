package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;

/** What failed once is a warning to the next model that is asked for something like it. */
class FailureMemoryIT {

    @TempDir
    private Path folder;

    @Test
    void warnsOfAnEarlierFailureWithItsEvidence() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(
                Answers.plan("star"), Answers.star("lidt [.none]\n int 3\n ret\n.none: dw 0, 0, 0"))) {
            Cli.Result failed = cli.run(
                    "--machine",
                    "--goal",
                    "Print a plus before each star",
                    "--attempts",
                    "1",
                    "--lm-studio-url",
                    server.url());
            assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
        }
        try (StandInServer server =
                StandInServer.answering(Answers.plan("star"), Answers.star("mov al, '+'\n call putc"))) {
            Cli.Result result =
                    cli.run("--machine", "--goal", "Put a plus in front of a star", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isZero();
            for (StandInServer.Asked asked : server.asked()) {
                assertThat(asked.prompt())
                        .contains("WARNING: \"Print a plus before each star\" ended with FAIL")
                        .contains("triple fault: CS:IP 0000:7E")
                        .contains("star.star_key");
            }
        }
    }
}
