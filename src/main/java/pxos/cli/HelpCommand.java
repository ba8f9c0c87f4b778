package pxos.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the help of a command: {@code pxos help network verify}. */
@Command(name = "help", helpCommand = true, description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; none for all of pxos.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(
                        command, command.getCommandSpec().qualifiedName() + " has no command '" + name + "'.");
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
        return 0;
    }
}
