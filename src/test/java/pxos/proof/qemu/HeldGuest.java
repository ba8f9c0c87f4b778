package pxos.proof;

import java.time.Duration;
import pxos.os.BootImage;

/** A program that boots a guest, names its processes and folder, and then waits to be killed. */
final class HeldGuest {

    private HeldGuest() {}

    public static void main(String[] arguments) throws Exception {
        BootImage image = Images.assemble("good");
        try (Machine machine = Machine.start(
                QemuBinary.locate(System.getenv()),
                DiskImage.of(image),
                DriveKind.IDE,
                ProcessBuilder::new,
                Duration.ofSeconds(20))) {
            ProcessHandle shell = ProcessHandle.current().children().findFirst().orElseThrow();
            ProcessHandle qemu = shell.children().findFirst().orElseThrow();
            System.out.println(shell.pid() + " " + qemu.pid() + " " + machine.folder());
            System.in.read();
        }
    }
}
