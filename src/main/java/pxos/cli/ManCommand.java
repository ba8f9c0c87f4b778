package pxos.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints the manual page. */
@Command(name = "man", description = "Print the manual page: pxos man | man -l -")
final class ManCommand extends Subcommand {

    private final StringBuilder page = new StringBuilder();

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() {
        out().print(page(Main.commandLine(Map.of(), List.of())));
        return 0;
    }

    /** The page in the language of man(7). */
    String page(CommandLine pxos) {
        page.append(".TH PXOS 1 \"\" \"").append(PxosCommand.Version.number()).append("\" \"pxOS Orchestrator\"\n");
        section("NAME");
        text("pxos - turns a goal in words into a working feature of pxOS, and proves it in QEMU");
        section("SYNOPSIS");
        for (String line : pxos.getCommandSpec().usageMessage().customSynopsis()) {
            page.append(".PP\n").append(escaped(line.split(" {2,}")[0])).append('\n');
        }
        section("DESCRIPTION");
        text(
                "A model writes the code; without one, a recipe does. The program places it in the image, boots pxOS in QEMU"
                        + " without and with the change, types on its keyboard, reads its screen, and keeps the change only if it saw"
                        + " it work.");
        section("OPTIONS");
        arguments(pxos);
        section("COMMANDS");
        pxos.getSubcommands().values().forEach(this::command);
        section("EXIT STATUS");
        pxos.getCommandSpec().usageMessage().exitCodeList().forEach(this::item);
        section("ENVIRONMENT");
        item("PXOS_LM_URL, PXOS_MODEL, PXOS_LLM", "Settings; see pxos config.");
        item("LM_API_TOKEN", "The secret that the server asks for, if any.");
        item("PXOS_QEMU", "A QEMU that is not on PATH.");
        item("PXOS_NO_INSTALL", "If set, nothing is installed.");
        item("NO_COLOR", "If set, nothing is written in colours.");
        section("FILES");
        item("~/.config/pxos/config", "The settings of the user.");
        item("~/.local/share/pxos", "The workspace that is used where there is no other.");
        item(".pxos/config", "The settings of a workspace.");
        section("EXAMPLES");
        item("pxos --goal \"Add backspace support\"", "Build one goal.");
        item("pxos --auto --until M7", "Build every milestone up to M7.");
        item("pxos try \"help{Enter}\"", "See what it does.");
        item("pxos undo", "Take the last run back.");
        return page.toString();
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void command(CommandLine command) {
        page.append(".SS ").append(escaped(synopsis(command))).append('\n');
        for (String line : command.getCommandSpec().usageMessage().description()) {
            text(format(line));
        }
        arguments(command);
        command.getSubcommands().values().forEach(this::command);
    }

    private static String synopsis(CommandLine command) {
        StringBuilder line = new StringBuilder(command.getCommandSpec().qualifiedName());
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            boolean must = parameter.arity().min() > 0;
            line.append(must ? " " : " [").append(parameter.paramLabel()).append(must ? "" : "]");
        }
        return line.toString();
    }

    /** What a command takes; of the options that all commands take, only the main one tells. */
    private void arguments(CommandLine command) {
        boolean isMain = command.getParent() == null;
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            item(parameter.paramLabel(), described(parameter));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (isMain || !option.inherited()) {
                String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
                item(String.join(", ", option.names()) + value, described(option));
            }
        }
    }

    private static String described(ArgSpec argument) {
        String words = format(String.join(" ", argument.description()));
        Iterable<String> candidates = argument.completionCandidates();
        return words.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
                .replace("${COMPLETION-CANDIDATES}", candidates == null ? "" : String.join(", ", candidates));
    }

    private static String format(String text) {
        return Ansi.OFF.string(text.replace("%%", "%").replace("%n", " "));
    }

    private void text(String words) {
        page.append(".PP\n").append(escaped(words)).append('\n');
    }

    private void item(String name, String words) {
        page.append(".TP\n\\fB")
                .append(escaped(name))
                .append("\\fR\n")
                .append(escaped(words))
                .append('\n');
    }

    /** Hyphens as they are typed, and no line that begins with a request (groff_char(7), groff(7)). */
    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("’", "\\(cq")
                .replace("…", "...")
                .replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
