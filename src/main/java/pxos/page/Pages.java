package pxos.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import pxos.os.disk.DiskUpdate;
import pxos.os.disk.ProjectFiles;
import pxos.os.disk.ShortName;
import pxos.page.v86.Firmware;
import pxos.pipeline.OsState;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.proof.DiskImage;
import pxos.workspace.Workspace;

/** Collects from a workspace what its page is made of. */
public final class Pages {

    /** As many as the newest segments of a network hold. */
    private static final int MOST_RUNS = 500;

    private final Workspace workspace;
    private final Firmware firmware;

    public Pages(Workspace workspace, Firmware firmware) {
        this.workspace = workspace;
        this.firmware = firmware;
    }

    /**
     * The page of a state of the workspace.
     *
     * @param url where it will stand; empty where that is unknown
     */
    public PageInput page(OsState state, String url, boolean live) throws IOException {
        SortedMap<ShortName, byte[]> files =
                ProjectFiles.read(workspace.files()).files();
        byte[] floppy = DiskUpdate.of(Optional.empty(), state.image().bytes(), files)
                .disk()
                .bytes();
        List<RunRecord> runs = new PixelReader(workspace.network()).newest(MOST_RUNS);
        return new PageInput(state, runs, DiskImage.ofBytes(floppy), readable(files), firmware, url, live);
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
