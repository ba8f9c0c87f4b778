package pxos.cli;

import java.util.Map;
import picocli.CommandLine;

/** Entry point of the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /**
     * The command line with all its subcommands.
     *
     * @param environment where QEMU and nasm are looked for, as from {@link System#getenv()}
     */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new PxosCommand(environment))
                // A goal may begin with an at sign.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }
}
