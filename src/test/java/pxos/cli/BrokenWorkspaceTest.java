package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workspaces with a file missing or malformed: the file is named, with its line, and nothing changes. */
class BrokenWorkspaceTest {

    private static final String SOURCE = "pxos-v1.0/pxos_commands.txt";
    private static final String ROADMAP = "milestones/PXOS_ROADMAP.md";

    @TempDir
    private Path folder;

    private Cli cli;
    private Path root;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        root = cli.workspace().root();
    }

    private void assertRefused(int exitCode, String message, String hint) throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        Cli.Result result = cli.goal("Update hello message", "--no-test");
        assertThat(result.json().at("/error/message").asString())
                .as(result.err())
                .contains(message);
        assertThat(result.json().at("/error/hint").asString()).contains(hint);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.json().at("/success").asBoolean()).isFalse();
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, ROADMAP, "primitives", "schemas"})
    void saysWhatAFolderLacksToBeAWorkspace(String missing) throws Exception {
        Files.move(root.resolve(missing), folder.resolve("aside"));
        assertRefused(2, "is not a pxOS workspace: it has no " + missing, "pxos init DIR");
    }

    @Test
    void saysThatThereIsNoSuchFolder() {
        Cli.Result result = Cli.runAnywhere(
                Map.of(),
                "--goal",
                "help",
                "--workspace",
                folder.resolve("nowhere").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("error: there is no folder " + folder.resolve("nowhere"), "pxos init DIR");
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            WRITE 0x7E00                | line 3: WRITE takes an address and bytes: WRITE 0x7E00
            WRIET 0x7E00 1              | line 3: unknown command 'WRIET'
            WRITE 0x7E00 0x100          | line 3: not a byte: '0x100'
            WRITE nowhere 1             | line 3: unknown label 'nowhere'
            WRITE 0x7C00 1              | is already written in line 3
            DEFINE putc 0x7C40          | label 'putc' is already defined in line 3
            # === feature x ===         | line 3: feature block without its end line
            """)
    void namesTheLineOfTheSourceThatIsWrong(String line, String message) throws Exception {
        insertAtLineThree(SOURCE, line);
        assertRefused(2, message, "Put the source right at that line.");
        assertThat(cli.goal("help", "--no-test").json().at("/error/message").asString())
                .contains(SOURCE);
    }

    private void insertAtLineThree(String file, String line) throws IOException {
        java.util.List<String> lines = new java.util.ArrayList<>(Files.readAllLines(root.resolve(file)));
        lines.add(2, line);
        Files.write(root.resolve(file), lines);
    }

    @Test
    void refusesASourceThatIsNotText() throws Exception {
        Files.write(root.resolve(SOURCE), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertRefused(2, SOURCE + " is not UTF-8 text", "Check that the file is there and readable.");
    }

    @Test
    void refusesASourceWithoutItsBootSignature() throws Exception {
        Files.writeString(root.resolve(SOURCE), "# nothing\n");
        assertRefused(2, "the boot signature 55 AA is missing at 0x7DFE", "Restore pxos-v1.0/pxos_commands.txt");
    }

    @Test
    void namesTheLineOfTheRoadmapThatIsWrong() throws Exception {
        Path roadmap = root.resolve(ROADMAP);
        String text = Files.readString(roadmap);
        Files.writeString(roadmap, text.replaceFirst("(?m)^(\\|.*)`\\{Enter}`", "$1`{Entre}`"));
        long line = text.substring(0, text.indexOf("| `{Enter}`")).lines().count();
        assertRefused(2, "PXOS_ROADMAP.md: roadmap line " + line + ": ", "Put the roadmap right at that line.");
        assertThat(cli.run("milestones").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            primitives/recipes/hello_message.json | {           | hello_message.json at line 2: not JSON  | Put the recipe right, or remove it.
            primitives/recipes/hello_message.json | []          | hello_message.json                    | Put the recipe right, or remove it.
            primitives/recipes/hello_message.json | {"x": 1}    | hello_message.json                    | Put the recipe right, or remove it.
            schemas/ai_primitives.schema.json     | {           | ai_primitives.schema.json, line 2: ** | Restore the file
            schemas/plan.schema.json              | {           | plan.schema.json, line 2: **          | Restore the file
            schemas/plan.schema.json              | []          | plan.schema.json: not a JSON schema   | Restore the file
            schemas/plan.schema.json              | {"type": 5} | plan.schema.json: not a JSON schema   | Restore the file
            schemas/ai_primitives.schema.json     | {"type":"object", "properties":{"feature":{"$ref":"#/nope"}}} | ai_primitives.schema.json, at /properties/feature/$ref: nothing is at "#/nope" | Restore the file
            pxos-v1.0/scenarios/star.json         | [{}         | star.json, line 2: **                 | Put the file right, or remove it.
            pxos-v1.0/scenarios/star.json         | {}          | star.json: tests must be an array     | Put the file right, or remove it.
            pxos-v1.0/scenarios/star.json         | [{"name":"x","steps":[{"keys":"{Entre}","expect":[]}]}] | star.json: tests[0].steps[0] | Put the file right, or remove it.
            """)
    void namesTheFileThatIsMalformed(String file, String content, String message, String hint) throws Exception {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), content + "\n");
        assertRefused(2, message.replace("**", ""), hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {                                            | line_editor.json, line 2: **
            {"name": "line_editor"}                      | line_editor.json: summary must be a string
            {"name": 1, "summary": "x"}                  | line_editor.json: name must be a string
            {"name": "line_editor", "summary": "x", "parameters": {"a": 5}}    | line_editor.json: parameters.a must be an object
            {"name": "line_editor", "summary": "x", "code": [{"asm": "nop"}]}  | line_editor.json: code[0]: a line has a label, or asm and bytes
            """)
    void namesTheTemplateThatIsMalformed(String content, String message) throws Exception {
        Files.writeString(root.resolve("primitives/line_editor.json"), content + "\n");
        Map<String, String> before = Fingerprint.of(cli.workspace());
        Cli.Result result = cli.goal("backspace", "--no-test");
        assertThat(result.json().at("/error/message").asString()).contains(message.replace("**", ""));
        assertThat(result.json().at("/error/hint").asString()).isEqualTo("Put the template right, or restore it.");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @Test
    void namesTheTemplateThatIsMissing() throws Exception {
        Files.delete(root.resolve("primitives/line_editor.json"));
        Map<String, String> before = Fingerprint.of(cli.workspace());
        Cli.Result result = cli.goal("backspace", "--no-test");
        assertThat(result.json().at("/error/message").asString()).contains("there is no template 'line_editor'");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas/plan.schema.json", "schemas/ai_primitives.schema.json", "primitives/recipes"})
    void namesTheSchemaOrTheRecipesThatAreMissing(String file) throws Exception {
        Files.move(root.resolve(file), folder.resolve("aside"));
        assertRefused(2, root.resolve(file).toString(), "");
    }

    @Test
    void buildsTheImageAnewWhenItIsMissing() throws Exception {
        Files.delete(root.resolve("pxos-v1.0/pxos.bin"));
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
        assertThat(Files.size(cli.workspace().image())).isEqualTo(1024);
    }

    @Test
    void saysThatQemuIsMissing() throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        Map<String, String> withoutQemu = Map.of("PATH", folder.toString());
        Cli.Result result = cli.run(withoutQemu, "--machine", "--llm", "recipes", "--goal", "Update hello message");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().at("/error/message").asString())
                .contains(
                        "QEMU is not installed", "qemu-system-i386 and qemu-system-x86_64 are not on PATH", "apt-get");
        assertThat(result.json().at("/error/hint").asString()).contains("bin/pxos installs QEMU", "--no-test");
        assertThat(result.json().at("/test_result/verdict").asString()).startsWith("ERROR");
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
        assertThat(cli.run(withoutQemu, "test").err()).contains("are not on PATH", "apt-get install");
        assertThat(cli.run(withoutQemu, "test").exitCode()).isEqualTo(3);
    }

    @Test
    void saysThatQemuCannotBeExecuted() throws Exception {
        Map<String, String> broken = Map.of("PXOS_QEMU", "/dev/null");
        Cli.Result result = cli.run(broken, "--machine", "--llm", "recipes", "--goal", "Update hello message");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().at("/error/message").asString())
                .contains("PXOS_QEMU names /dev/null, which cannot be executed");
    }

    /** Whatever QEMU does, it is no fault of the program. */
    @Test
    void saysWhatToDoAboutAQemuThatDoesNotStart() {
        Map<String, String> broken = new HashMap<>(System.getenv());
        broken.put("PXOS_QEMU", "/bin/true");
        Cli.Result run = cli.run(broken, "--machine", "--llm", "recipes", "--goal", "Update hello message");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.json().at("/error/message").asString()).contains("QEMU did not start");
        assertThat(run.json().at("/error/hint").asString()).contains("pxos doctor");
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
        for (String command : List.of("try", "screenshot", "undo", "remove hello_message")) {
            Cli.Result result = cli.run(broken, command.split(" "));
            assertThat(result.exitCode()).as(command).isEqualTo(3);
            assertThat(result.out() + result.err()).contains("QEMU did not start", "pxos doctor");
        }
        assertThat(cli.run(broken, "test").err()).contains("pxos doctor");
        assertThat(cli.run(broken, "doctor").out()).contains("MISSING QEMU");
    }

    @Test
    void keepsAnEditedBaseAsItsAuthorWroteIt() throws Exception {
        Path source = root.resolve(SOURCE);
        String edited = Files.readString(source).replaceFirst("\n", "\n# a remark of mine; ünïcödé\n");
        Files.writeString(source, edited, StandardCharsets.UTF_8);
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
        assertThat(Files.readString(source)).contains("# a remark of mine; ünïcödé\n");
    }
}
