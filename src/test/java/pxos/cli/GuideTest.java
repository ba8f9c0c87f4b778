package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Keeps the option lists of the guide equal to what {@code --help} prints. To write them anew:
 *
 * <pre>./mvnw -q test -Dtest=GuideTest -Dguide.update</pre>
 */
class GuideTest {

    private static final Path GUIDE = Path.of("ORCHESTRATOR_GUIDE.md");
    private static final Pattern BLOCK = Pattern.compile("<!-- help: ([a-z ]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
    private static final int COLUMNS = 100;

    @Test
    void holdsTheHelpOfEveryCommandAsItIsPrinted() throws IOException {
        Map<String, String> helps = helps();
        String guide = Files.readString(GUIDE);
        if (System.getProperty("guide.update") != null) {
            guide = BLOCK.matcher(guide).replaceAll(block -> Matcher.quoteReplacement(block(block.group(1), helps)));
            Files.writeString(GUIDE, guide);
        }
        TreeSet<String> documented = new TreeSet<>();
        BLOCK.matcher(guide).results().forEach(block -> {
            documented.add(block.group(1));
            assertThat(block.group())
                    .as("%s in %s; write it anew with -Dguide.update", block.group(1), GUIDE)
                    .isEqualTo(block(block.group(1), helps));
        });
        assertThat(documented)
                .as("commands with a block <!-- help: … --> in %s", GUIDE)
                .isEqualTo(new TreeSet<>(helps.keySet()));
    }

    @Test
    void noLineOfHelpIsWiderThanTheTerminalItIsMadeFor() {
        helps().forEach((name, help) ->
                assertThat(help.lines()).as("the help of %s", name).allMatch(line -> line.length() <= COLUMNS));
    }

    @Test
    void takesTheWordHelpForTheOption() {
        assertThat(Main.withHelpAsOption(List.of("help", "network", "verify")))
                .containsExactly("network", "verify", "--help");
        assertThat(Main.withHelpAsOption(List.of("--goal", "help"))).containsExactly("--goal", "help");
    }

    private static String block(String name, Map<String, String> helps) {
        return "<!-- help: " + name + " -->\n```\n" + helps.getOrDefault(name, "no such command\n")
                + "```\n<!-- end -->";
    }

    @Test
    void everyHelpFollowsTheWidthOfTheTerminal() {
        CommandLine pxos = Main.commandLine(Map.of(), List.of());

        assertThat(pxos.getSubcommands().values())
                .allMatch(command -> command.getCommandSpec().usageMessage().autoWidth());
        assertThat(pxos.getCommandSpec().usageMessage().autoWidth()).isTrue();
    }

    /** What {@code --help} prints, by command. */
    private static Map<String, String> helps() {
        Map<String, String> helps = new LinkedHashMap<>();
        collect(Main.commandLine(Map.of(), List.of()), helps);
        return helps;
    }

    private static void collect(CommandLine command, Map<String, String> helps) {
        command.getCommandSpec().usageMessage().autoWidth(false);
        StringWriter text = new StringWriter();
        command.usage(new PrintWriter(text, true), CommandLine.Help.Ansi.OFF);
        helps.put(
                command.getCommandSpec().qualifiedName(),
                text.toString()
                                .replace(System.lineSeparator(), "\n")
                                .replaceAll(" +\n", "\n")
                                .stripTrailing() + "\n");
        command.getSubcommands().values().forEach(each -> collect(each, helps));
    }
}
