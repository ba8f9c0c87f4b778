package pxos.proof.qemu;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.file.TemporaryFolder;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.StartState;

/** Starts a QEMU and waits until it has made its connections. */
final class MachineStart {

    private static final Logger LOG = LoggerFactory.getLogger(MachineStart.class);

    private MachineStart() {}

    /**
     * Starts QEMU. Its guest stands before its first instruction.
     *
     * @param deadline until the monitor answers, and for each of its replies
     * @throws Problem with the end of QEMU's output where it does not come up
     */
    static QemuMachine start(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            StartState beginning,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        try {
            return started(qemu, disk, drive, beginning, starter, deadline);
        } catch (Problem e) {
            if (!e.getMessage().contains("sandbox")) {
                throw e;
            }
            // This QEMU was built without one.
            return started(
                    qemu,
                    disk,
                    drive,
                    beginning,
                    command -> starter.apply(QemuCommand.withoutSandbox(command)),
                    deadline);
        }
    }

    private static QemuMachine started(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            StartState beginning,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        long start = System.nanoTime();
        Path folder = GuestFolder.choose();
        TemporaryFolder guestFolder = null;
        QemuProcess process = null;
        try (ServerSocket monitor = listen();
                ServerSocket keyboard = listen();
                ServerSocket ports = listen()) {
            List<String> command = QemuCommand.tested(
                    qemu,
                    folder,
                    new QemuCommand.Ports(monitor.getLocalPort(), keyboard.getLocalPort(), ports.getLocalPort()),
                    drive,
                    beginning,
                    disk);
            // Before there is a folder, there is somebody who removes it.
            process = QemuProcess.start(starter, folder, command);
            guestFolder = TemporaryFolder.make(folder);
            fill(folder, disk);
            process.launch();
            QmpClient qmp = new QmpClient(process.accept(monitor, deadline), deadline);
            BarrierServer keys = new BarrierServer(process.accept(keyboard, deadline), deadline);
            QtestClient qtest = new QtestClient(process.accept(ports, deadline), deadline);
            qmp.negotiate();
            LOG.debug(
                    "QEMU answered after {} ms: {}",
                    (System.nanoTime() - start) / 1_000_000,
                    String.join(" ", command));
            return new QemuMachine(guestFolder, process, qmp, keys, qtest, disk);
        } catch (IOException | RuntimeException e) {
            throw notStarted(e, guestFolder, process);
        }
    }

    private static void fill(Path folder, DiskImage disk) throws IOException {
        disk.writeTo(folder.resolve("disk"));
        Files.writeString(folder.resolve("errors"), QemuCommand.errors(disk.traits()));
        Files.createFile(folder.resolve("writes"));
    }

    /**
     * Ends what was begun of a guest that did not start.
     *
     * @return why it did not, with the end of QEMU's output
     */
    static Problem notStarted(Exception e, TemporaryFolder folderOrNull, QemuProcess processOrNull) {
        String tail = "";
        if (processOrNull != null) {
            processOrNull.close();
            tail = processOrNull.tail();
        }
        if (folderOrNull != null) {
            folderOrNull.close();
        }
        // What keeps a folder from being made has nothing to do with QEMU.
        return folderOrNull == null && e instanceof Problem problem ? problem : QemuTrouble.notStarted(e, tail);
    }

    /** A port of this computer that nobody else uses. */
    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
