package pxos.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import pxos.os.disk.DiskUpdate;
import pxos.os.disk.ShortName;
import pxos.page.v86.Firmware;
import pxos.pipeline.Meanwhile;
import pxos.pipeline.OsImages;
import pxos.pipeline.OsState;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.proof.DiskImage;
import pxos.workspace.Workspace;

/** Collects from a workspace what its page is made of. */
public final class Pages {

    /** More would make the page too large to be mailed. */
    static final int MOST_RUNS = 500;

    private final Workspace workspace;
    private final Meanwhile<Firmware> firmware;

    /** @param qemu whose firmware the PC in the page has */
    public Pages(Workspace workspace, Path qemu) {
        this.workspace = workspace;
        this.firmware = Meanwhile.of(() -> Firmware.of(qemu));
    }

    /**
     * The page of the workspace.
     *
     * @param current reads the state of it
     * @param url where it will stand; empty where that is unknown
     */
    public PageInput page(Supplier<OsState> current, String url, boolean live) throws IOException {
        Meanwhile<List<RunRecord>> runs = Meanwhile.of(() -> new PixelReader(workspace.network()).newest(MOST_RUNS));
        OsState state = current.get();
        SortedMap<ShortName, byte[]> files =
                OsImages.files(workspace, state.image()).files();
        DiskImage floppy = DiskImage.of(
                DiskUpdate.of(Optional.empty(), state.image().bytes(), files).disk());
        return new PageInput(state, runs.get(), floppy, readable(files), firmware.get(), url, live);
    }

    /** README.TXT where it is there, else the first file. */
    private static Optional<String> readable(SortedMap<ShortName, byte[]> files) {
        List<String> names = files.keySet().stream().map(ShortName::toString).toList();
        return names.stream()
                .filter(name -> name.startsWith("README"))
                .findFirst()
                .or(() -> names.stream().findFirst());
    }
}
