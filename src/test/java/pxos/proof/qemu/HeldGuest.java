package pxos.proof.qemu;

import java.time.Duration;
import pxos.os.BootImage;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Images;
import pxos.proof.StartState;

/** A program that boots a guest, names its processes and folder, and then waits to be killed. */
final class HeldGuest {

    /** Its place among the arguments of the shell: -c, the script, its name, the folder. */
    private static final int FOLDER = 3;

    private HeldGuest() {}

    public static void main(String[] arguments) throws Exception {
        BootImage image = Images.assemble("good");
        try (Machine held = MachineStart.start(
                QemuBinary.locate(System.getenv()),
                DiskImage.of(image),
                DriveKind.IDE,
                StartState.DEFAULT,
                ProcessBuilder::new,
                Duration.ofSeconds(20))) {
            ProcessHandle shell = ProcessHandle.current().children().findFirst().orElseThrow();
            ProcessHandle qemu = shell.children().findFirst().orElseThrow();
            System.out.println(shell.pid() + " " + qemu.pid() + " "
                    + shell.info().arguments().orElseThrow()[FOLDER]);
            System.in.read();
            held.qmp();
        }
    }
}
