package pxos.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import pxos.Problem.Kind;
import pxos.workbench.Doctor;
import pxos.workbench.Doctor.Check;

/** Looks at everything that the program needs. */
@Command(
        name = "doctor",
        description = "Check everything that a run needs: Java, QEMU, NASM, the model, disks and workspace; and"
                + " say what to do if something is missing.")
final class DoctorCommand extends Subcommand {

    @Override
    public Integer call() {
        Doctor doctor = Doctor.of(environment(), workspace(), described());
        if (json()) {
            writeJson(doctor);
        } else {
            doctor.checks().forEach(this::show);
            out().println();
            out().println(doctor.success() ? "Nothing is missing." : "Something is missing; see above.");
        }
        return doctor.success() ? 0 : Kind.MISSING.exitCode();
    }

    private void show(Check check) {
        String state = check.state().toString().toUpperCase(Locale.ROOT);
        switch (check.state()) {
            case FINE -> terminal().out().good(out(), String.format("%-8s", state));
            case NOTE -> terminal().out().warn(out(), String.format("%-8s", state));
            case MISSING -> terminal().out().bad(out(), String.format("%-8s", state));
        }
        out().printf("%-15s %s%n", check.name(), check.found());
        if (!check.remedy().isEmpty()) {
            out().printf("%-23s %s%n", "", check.remedy());
        }
    }

    private String described() {
        Terminal terminal = terminal();
        String charset = System.getProperty("native.encoding", "");
        return !terminal.isOut()
                ? "none, " + charset
                : terminal.columns() + " columns, " + charset + (terminal.out().isOn() ? ", in colours" : "");
    }
}
