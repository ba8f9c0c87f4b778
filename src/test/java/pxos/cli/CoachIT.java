package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;

/** What {@code pxos coach} says of real runs. */
class CoachIT {

    @TempDir
    private Path folder;

    @Test
    void saysWhatAModelMisunderstoodAndWhatItWasTold() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(
                Answers.plan("star"),
                Answers.star("lidt [.none]\n int 3\n ret\n.none: dw 0, 0, 0"),
                Answers.star("mov al, '+'\n call nowhere"),
                Answers.star("mov al, '+'\n call putc\n mov al, '*'"))) {
            cli.run("--machine", "--goal", "Print a plus before each star", "--lm-studio-url", server.url());
        }
        Cli.Result text = cli.run("coach");
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).contains("Print a plus before each star", "attempt", "It was told:");
        JsonNode json = Json.read(cli.run("coach", "--json").out());
        assertThat(json.at("/cost/attempts").asInt()).isGreaterThan(1);
        assertThat(json.at("/lessons/0/topic").asString()).isEqualTo("misunderstood");
    }

    @Test
    void hasLittleToSayOfARecipe() throws Exception {
        Cli cli = Cli.in(folder);
        cli.goal("Add command ver");
        JsonNode json = Json.read(cli.run("coach", "--json").out());
        assertThat(json.at("/composition/templates").toString()).contains("ver");
        assertThat(json.at("/cost/lost").asInt()).isZero();
        assertThat(json.at("/proof/telling").asInt()).isPositive();
    }
}
