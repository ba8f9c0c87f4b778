package pxos.proof.qemu;

import java.time.Duration;
import java.util.List;
import pxos.os.BootImage;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Images;
import pxos.proof.StartState;

/** A program that boots a guest, names its processes and folder, and then waits to be killed. */
final class HeldGuest {

    /** The shell's name; the folder is the argument behind it. */
    private static final String NAME = "qemu-watchdog";

    private HeldGuest() {}

    public static void main(String[] arguments) throws Exception {
        BootImage image = Images.assemble("good");
        try (QemuMachine held = MachineStart.start(
                QemuBinary.locate(System.getenv()),
                DiskImage.of(image),
                DriveKind.IDE,
                StartState.DEFAULT,
                ProcessBuilder::new,
                Duration.ofSeconds(20))) {
            ProcessHandle shell = ProcessHandle.current().children().findFirst().orElseThrow();
            List<String> words = List.of(shell.info().arguments().orElseThrow());
            ProcessHandle qemu = shell.children().findFirst().orElseThrow();
            System.out.println(shell.pid() + " " + qemu.pid() + " " + words.get(words.indexOf(NAME) + 1));
            System.in.read();
            held.qmp();
        }
    }
}
