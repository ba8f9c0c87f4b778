package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Whole goals with a real server and a real model of 135 million parameters; {@code bin/check-model} runs it. Its figures
 * go to standard output.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealModelGoals {

    private static final Path LISTS = Path.of("src/test/resources/model");

    @TempDir
    private Path folder;

    /** What came of a goal. */
    private record Played(String goal, boolean verified, String feature, String meaning, int answers, long millis) {
        void print(String judgement) {
            System.out.printf(
                    "  %-10s %6.1f s %3d answers  %-60s %s%n",
                    judgement, millis / 1000.0, answers, goal, verified ? feature + ": " + meaning : "");
        }
    }

    private Played play(String goal, String... options) throws Exception {
        Path root = Files.createTempDirectory(folder, "goal");
        Cli cli = Cli.in(root);
        List<String> words = new ArrayList<>(List.of("--machine", "--llm", "lm-studio", "--goal", goal));
        words.addAll(List.of("--lm-studio-url", System.getProperty("pxos.model.url")));
        words.addAll(List.of(options));
        long start = System.nanoTime();
        Cli.Result result = cli.run(words.toArray(String[]::new));
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        JsonNode json = result.json();
        JsonNode features = json.path("features");
        return new Played(
                goal,
                result.exitCode() == 0,
                features.path(Math.max(0, features.size() - 1)).path("name").asString(""),
                json.path("understood_as").asString(""),
                answers(Path.of(json.at("/artifacts/run_folder").asString())),
                millis);
    }

    private static int answers(Path runFolder) throws Exception {
        try (Stream<Path> files = Files.list(runFolder)) {
            return files.filter(file -> file.getFileName().toString().matches("(plan|attempt)-.*\\.json"))
                    .mapToInt(RealModelGoals::answersIn)
                    .sum();
        }
    }

    /** Answers of a model; what it chose from the library is no further one. */
    private static int answersIn(Path file) {
        try {
            return (int) Json.read(Files.readString(file))
                    .path("replies")
                    .valueStream()
                    .filter(reply -> !reply.path("prompt").asString("").isEmpty())
                    .count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> lines(String list) throws Exception {
        return Files.readAllLines(LISTS.resolve(list)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .toList();
    }

    @Test
    void changesTheHelloMessage() throws Exception {
        int right = 0;
        List<String> goals = lines("hello_goals.txt");
        System.out.println("The hello message in a new text:");
        for (String goal : goals) {
            Played played = play(goal);
            String text = played.meaning().replaceAll("^hello message = \"(.*)\"$", "$1");
            boolean good = played.verified()
                    && played.feature().equals("hello_message")
                    && (goal.endsWith(" " + text) || goal.endsWith("\"" + text + "\""))
                    && played.answers() <= 16
                    && played.millis() < 30_000;
            right += good ? 1 : 0;
            played.print(good ? "verified" : played.verified() ? "WRONG" : "failed");
        }
        System.out.printf("  %d of %d verified within 16 answers and 30 s%n", right, goals.size());
        assertThat(right).isGreaterThanOrEqualTo(9);
    }

    @Test
    void buildsWhatGoalsNearTheLibraryMean() throws Exception {
        int right = 0;
        int wrong = 0;
        List<String> goals = lines("near_goals.txt");
        System.out.println("Goals near the library in other words:");
        for (String line : goals) {
            String[] parts = line.split(" \\| ?", -1);
            Played played = play(parts[0], "--attempts", "1");
            boolean good = played.verified()
                    && played.feature().equals(parts[1].strip())
                    && played.meaning().contains(parts[2].strip());
            right += good ? 1 : 0;
            wrong += played.verified() && !good ? 1 : 0;
            played.print(good ? "verified" : played.verified() ? "WRONG" : "failed");
        }
        System.out.printf("  %d of %d verified; %d verified that were not asked for%n", right, goals.size(), wrong);
        assertThat(wrong).isZero();
        assertThat(right).isGreaterThanOrEqualTo(20);
    }

    @Test
    void failsHonestlyWhereItCannotDoIt() throws Exception {
        Played played = play("Add a command that prints its argument in Morse code", "--attempts", "1");
        played.print("failed");
        assertThat(played.verified()).isFalse();
    }
}
