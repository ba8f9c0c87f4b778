package pxos.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** Lets a shell complete the commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script that lets a shell complete commands and options:",
            "  bash: source <(pxos completion bash)       in ~/.bashrc",
            "  zsh:  source <(pxos completion zsh)        in ~/.zshrc",
            "  fish: pxos completion fish | source        in ~/.config/fish/config.fish",
        })
final class CompletionCommand extends Subcommand {

    /** A shell. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() {
        CommandLine all = Main.commandLine(Map.of(), List.of());
        String script = switch (shell) {
            // Picocli's script loads bash's completion where it runs in zsh.
            case BASH, ZSH -> AutoComplete.bash("pxos", all);
            case FISH -> fish(all);
        };
        out().print(script);
        return 0;
    }

    /** Fish completes from one line for each command and option (fish's complete(1)). */
    static String fish(CommandLine all) {
        StringBuilder script = new StringBuilder("complete -c pxos -f\n");
        options(all, "__fish_use_subcommand", script);
        all.getSubcommands().forEach((name, command) -> {
            script.append("complete -c pxos -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(description(String.join(
                            " ", command.getCommandSpec().usageMessage().description())))
                    .append('\n');
            command.getSubcommands()
                    .keySet()
                    .forEach(each -> script.append("complete -c pxos -n '__fish_seen_subcommand_from ")
                            .append(name)
                            .append("' -a ")
                            .append(each)
                            .append('\n'));
            options(command, "'__fish_seen_subcommand_from " + name + "'", script);
        });
        return script.toString();
    }

    private static void options(CommandLine command, String where, StringBuilder script) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            script.append("complete -c pxos -n ").append(where);
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                boolean isFile = List.of("FILE", "DIR").contains(option.paramLabel());
                script.append(isFile ? " -r -F" : " -x");
                if (option.completionCandidates() != null) {
                    script.append(" -a '");
                    option.completionCandidates()
                            .forEach(word -> script.append(word).append(' '));
                    script.append('\'');
                }
            }
            script.append(description(String.join(" ", option.description()))).append('\n');
        }
    }

    private static String description(String text) {
        String line = text.replace("%n", " ")
                .replace("%%", "%")
                .replaceAll("\\$\\{[A-Z-]+}", "…")
                .replace("'", "’");
        return " -d '" + (line.length() > 100 ? line.substring(0, 99) + "…" : line) + "'";
    }
}
