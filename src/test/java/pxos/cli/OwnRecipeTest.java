package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in one's own recipe or template: the file, the place in it and what may have been meant. */
class OwnRecipeTest {

    private static final String RECIPE = """
            {"name": "hi", "title": "Command hi", "requires": ["command_parser"], "command": "hi", "goal": "Add command hi",
             "answer": {"feature": "hi", "primitives": [
               {"type": "USE", "template": "command", "arguments": {"name": "hi", "handler": "greet"}},
               {"type": "DEFINE", "label": "greet"},
               {"type": "USE", "template": "print_string", "arguments": {"text": "Hello yourself!"}},
               {"type": "USE", "template": "return"}],
              "tests": [{"name": "hi says hello", "steps": [
               {"keys": "hi{Enter}", "expect": ["rows \\"{prompt}hi\\" \\"Hello yourself!\\""]}]}]}}
            """;

    @TempDir
    private Path folder;

    private Cli.Result run(String recipe) throws Exception {
        Cli cli = Cli.in(folder);
        Files.writeString(cli.workspace().recipes().resolve("hi.json"), recipe);
        return cli.run("--llm", "recipes", "--no-test", "--goal", "Add command hi");
    }

    @Test
    void isBuiltWhereItIsRight() throws Exception {
        assertThat(run(RECIPE).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "print_string" | "print_strin" | hi.json at /answer/primitives/2: there is no template 'print_strin'; did you mean 'print_string'?
            "handler": "greet" | "handler": "gret" | did you mean 'greet'?
            "DEFINE" | "DEFIEN" | hi.json at /answer/primitives/1/type: "DEFIEN" is none of
            {Enter} | {Entre} | hi.json at /answer/tests/0 'hi says hello': unknown key 'Entre'
            "rows | "rosw | unknown expectation 'rosw'; did you mean 'row'?
            "text": "Hello | "txet": "Hello | arguments of template 'print_string'
            """)
    void namesFilePlaceAndTheNearestWord(String right, String wrong, String message) throws Exception {
        assertThat(RECIPE).contains(right);
        Cli.Result result = run(RECIPE.replace(right, wrong));
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.out()).contains("primitives/recipes/hi.json", message, "Put the recipe right");
        assertThat(result.out()).doesNotContain("larger model", "gave 3 answers");
    }
}
