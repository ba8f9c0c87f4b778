package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.source.OsSource;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import pxos.workspace.Workspace;

/** A model that does harm, by mistake or on purpose: a clear end, and a workspace as it was. */
class HostileModelIT {

    private static final String GOAL = "Print a plus before each star";

    @TempDir
    private Path folder;

    private static String write(String address, String bytes) {
        return "{\"type\":\"WRITE\",\"address\":\"" + address + "\",\"bytes\":\"" + bytes + "\"}";
    }

    private static String star(String... primitives) {
        return Answers.typing("star", "a*", new String[] {"contains \"a+*\""}, primitives);
    }

    private static String document(String primitives) {
        return "{\"feature\":\"star\",\"primitives\":" + primitives + "}";
    }

    static Stream<Arguments> harm() {
        String label = "{\"type\":\"DEFINE\",\"label\":\"%s\"}";
        String nop = "{\"type\":\"WRITE\",\"bytes\":\"90\"}";
        return Stream.of(
                Arguments.of("the boot sector", star(write("0x7DF0", "90 90")), "0x7DF0-0x7DF1 is in the boot sector"),
                Arguments.of("the signature", star(write("0x7DFE", "00 00")), "boot signature, which is never written"),
                Arguments.of("the vectors", star(write("0x7FE4", "00 7E")), "is in the vector table"),
                Arguments.of("over the end", star(write("0x7FDF", "90 90")), "0x7FE0 is in the vector table"),
                Arguments.of("the stack", star(write("0x7BF0", "90")), "0x7BF0 is outside the safe zone"),
                Arguments.of("the zone of M6", star(write("0x8000", "90")), "extended zone, which milestone M6 opens"),
                Arguments.of(
                        "behind memory", star(write("0xFFFF", "90 90")), "0xFFFF-0x10000 is outside the safe zone"),
                Arguments.of("twice", star(write("0x7E00", "90"), write("0x7E00", "91")), "is written twice"),
                Arguments.of(
                        "a start in the BIOS data",
                        "{\"feature\":\"star\",\"start_address\":1024,\"primitives\":[" + nop + "]}",
                        "0x0400 is outside the safe zone"),
                Arguments.of(
                        "2,000 primitives",
                        document("[" + many(2_000, ",", "{\"type\":\"COMMENT\",\"text\":\"%s\"}") + "]"),
                        "/primitives: must have at most 1000 items"),
                Arguments.of(
                        "2,000 broken primitives",
                        document("[" + many(2_000, ",", "{\"type\":1,\"text\":\"%s\"}") + "]"),
                        "/primitives: must have at most 1000 items"),
                Arguments.of(
                        "20,000 primitives",
                        document("[" + many(20_000, ",", "{\"a\":%d}").replace("\"a\":", "\"a\":1") + "]"),
                        "/primitives: must have at most 1000 items"),
                Arguments.of("a label called times", star(Answers.asm("times: nop")), "times: nop"),
                Arguments.of("deep nesting", document("[".repeat(20_000) + "]".repeat(20_000)), "no room for more"),
                Arguments.of(
                        "deep nesting in arguments",
                        document("[{\"type\":\"USE\",\"template\":\"newline\",\"arguments\":"
                                + many(400, "", "{\"%s\":") + "1" + "}".repeat(400) + "}]"),
                        "newline"),
                Arguments.of(
                        "a huge number",
                        "{\"feature\":\"star\",\"start_address\":1e999999999,\"primitives\":[" + nop + "]}",
                        "/start_address"),
                Arguments.of(
                        "a long number",
                        "{\"feature\":\"star\",\"start_address\":" + many(90, "", "%d") + ",\"primitives\":[" + nop
                                + "]}",
                        "/start_address"),
                Arguments.of(
                        "labels that are one in the source",
                        star(label.formatted("a"), nop, label.formatted(".a"), nop),
                        "label '.a' is defined twice"),
                Arguments.of("a label of the OS", star(label.formatted("puts"), nop), "label 'puts' belongs to the OS"),
                Arguments.of(
                        "a label with a question mark",
                        star(Answers.asm("a?b: nop\n jmp a?b")),
                        "label 'a?b' has other"),
                Arguments.of("a file", star(Answers.asm("incbin \"/etc/passwd\"")), "'incbin' is not available"),
                Arguments.of("a macro", star(Answers.asm("%macro a 0\nnop\n%endmacro")), "preprocessor (%)"),
                Arguments.of("a flood", star(Answers.asm("x times 100000000 db 0")), "times takes a plain number"),
                Arguments.of(
                        "a flood in many lines",
                        star(Answers.asm("times 512 db 1\n".repeat(9))),
                        "times repeats more than 2048 times in all"),
                Arguments.of(
                        "a label in the end line's form",
                        star("{\"type\":\"DEFINE\",\"label\":\"a\\n# === end star ===\"}", nop),
                        "/primitives/0/label"));
    }

    /** Pieces that differ, so that nobody takes them for an answer that goes round in circles. */
    private static String many(int count, String separator, String piece) {
        Random random = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int number = random.nextInt(1_000_000_000);
                    String letters = Integer.toString(number, 26)
                            .chars()
                            .mapToObj(digit -> String.valueOf((char) (digit > '9' ? digit : digit - '0' + 'q')))
                            .collect(Collectors.joining());
                    return piece.contains("%d")
                            ? String.format("%010d", 1_000_000_000L + number)
                            : piece.formatted(letters);
                })
                .collect(Collectors.joining(separator));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harm")
    void leavesTheWorkspaceAsItWas(String name, String answer, String problem) throws Exception {
        Cli cli = Cli.in(folder);
        String before = fingerprint(cli.workspace());
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), answer)) {
            Cli.Result result =
                    cli.run("--machine", "--goal", GOAL, "--attempts", "1", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.json().at("/feedback").asString())
                    .as("what the model is told; the user gets a sentence")
                    .contains(problem);
            assertThat(result.json().at("/error/message").asString())
                    .isNotBlank()
                    .hasSizeLessThan(4000);
        }
        assertThat(fingerprint(cli.workspace())).isEqualTo(before);
    }

    @Test
    void takesWordsThatLookLikeSourceForWords() throws Exception {
        Cli cli = Cli.in(folder);
        String words =
                "x\\n# === end star ===\\nWRITE 0x7DFE 0x00\\u2028# === feature evil ===\\u0085\\r\\nDEFINE a 0x1";
        String comment = "{\"type\":\"COMMENT\",\"text\":\"" + words + "\"}";
        String bytes = "{\"type\":\"WRITE\",\"bytes\":\"90\",\"comment\":\"" + words + "\"}";
        String code =
                "star_key:\n cmp al, '*' ; # === end star ===\n jne .pass\n mov al, '+'\n call putc\n.pass:\n clc\n ret";
        String answer = star(comment, Answers.asm(code), bytes, Answers.hook("on_key", "star_key", ""));
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), answer)) {
            Cli.Result result = cli.run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        }
        OsSource source = OsSource.parse(Files.readString(cli.workspace().source()));
        assertThat(source.featureNames()).containsExactly("star");
        assertThat(source.lines().map(line -> line.text())).noneMatch(line -> line.startsWith("DEFINE a "));
        assertThat(cli.run("test").exitCode()).isZero();
    }

    @Test
    void doesNotReplaceAFeatureThatTheGoalDoesNotSpeakOf() throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.run("--goal", "backspace", "--llm", "recipes").exitCode())
                .isZero();
        String code = "star_key:\n cmp al, '*'\n jne .pass\n mov al, '+'\n call putc\n mov al, '*'\n.pass:\n clc\n ret";
        String answer = Answers.typing(
                "line_editor",
                "a*",
                new String[] {"contains \"a+*\""},
                Answers.asm(code),
                Answers.hook("on_key", "star_key", ""));
        try (StandInServer server =
                StandInServer.answering(Answers.plan("line_editor"), Answers.plan("star"), answer)) {
            cli.run("--machine", "--goal", GOAL, "--attempts", "1", "--lm-studio-url", server.url());
            assertThat(server.asked().get(1).prompt())
                    .contains("feature 'line_editor' is there already (\"backspace\") and would be replaced");
        }
        OsSource source = OsSource.parse(Files.readString(cli.workspace().source()));
        assertThat(source.feature("line_editor").orElseThrow().title()).isEqualTo("backspace");
    }

    private static String fingerprint(Workspace workspace) throws IOException {
        return Arrays.hashCode(Files.readAllBytes(workspace.source())) + " "
                + Arrays.hashCode(Files.readAllBytes(workspace.image())) + " "
                + Arrays.hashCode(Files.readAllBytes(workspace.roadmap()));
    }
}
