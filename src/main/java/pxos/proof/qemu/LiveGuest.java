package pxos.proof.qemu;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import pxos.Problem;
import pxos.file.TemporaryFolder;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.scenario.Input;

/** A guest for a person: it runs in real time, takes keys and shows its screen until it is closed. Nothing judges it. */
public final class LiveGuest implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final TemporaryFolder folder;
    private final QemuProcess process;
    private final BarrierServer keyboard;
    private final QtestClient devices;

    private LiveGuest(TemporaryFolder folder, QemuProcess process, BarrierServer keyboard, QtestClient devices) {
        this.folder = folder;
        this.process = process;
        this.keyboard = keyboard;
        this.devices = devices;
    }

    /**
     * Boots a copy of a disk.
     *
     * @param writes whether what pxOS writes goes to the copy, for {@link #keepDisk}
     * @param qemu the QEMU to run, as from {@link QemuBinary#locate}
     * @throws Problem where QEMU does not start
     */
    public static LiveGuest start(Path qemu, DiskImage disk, DriveKind drive, boolean writes) {
        try {
            return started(qemu, disk, drive, writes, ProcessBuilder::new);
        } catch (Problem e) {
            if (!e.getMessage().contains("sandbox")) {
                throw e;
            }
            return started(
                    qemu, disk, drive, writes, command -> new ProcessBuilder(QemuCommand.withoutSandbox(command)));
        }
    }

    private static LiveGuest started(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            boolean writes,
            Function<List<String>, ProcessBuilder> starter) {
        Path place = GuestFolder.choose();
        TemporaryFolder folder = null;
        QemuProcess process = null;
        try (ServerSocket keys = MachineStart.listen();
                ServerSocket ports = MachineStart.listen()) {
            process = QemuProcess.start(
                    starter,
                    place,
                    QemuCommand.live(qemu, place, keys.getLocalPort(), ports.getLocalPort(), drive, writes));
            folder = TemporaryFolder.make(place);
            disk.writeTo(place.resolve("disk"));
            process.launch();
            return new LiveGuest(
                    folder,
                    process,
                    new BarrierServer(process.accept(keys, DEADLINE), DEADLINE),
                    new QtestClient(process.accept(ports, DEADLINE), DEADLINE));
        } catch (IOException | RuntimeException e) {
            throw MachineStart.notStarted(e, folder, process);
        }
    }

    /** What a person sees now. */
    public TextScreen screen() {
        byte[] cells = devices.memory(BiosMemory.TEXT_PAGE, TextScreen.SIZE_BYTES);
        byte[] cursor = devices.memory(BiosMemory.CURSOR, 2);
        return new TextScreen(cells, cursor[1] & 0xFF, cursor[0] & 0xFF);
    }

    /** Presses a key, with those that are held down with it. */
    public void press(Input.KeyStroke key) {
        keyboard.type(List.of(key.keys()));
    }

    /** Keeps the disk as pxOS has written to it by now. */
    public void keepDisk(Path target) throws IOException {
        Files.copy(folder.path().resolve("disk"), target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** False once QEMU has ended. */
    public boolean isRunning() {
        return process.isRunning();
    }

    /** Ends QEMU. */
    @Override
    public void close() {
        keyboard.close();
        devices.close();
        process.close();
        folder.close();
    }
}
