package pxos.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import pxos.page.v86.Firmware;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.pixel.RunRecord;
import pxos.pixel.RunRemarks;
import pxos.pixel.RunStory;
import pxos.proof.DiskImage;
import pxos.workspace.Workspace;

/** Pages of made-up runs, for tests. */
final class MadeUpPages {

    private static final Firmware FIRMWARE = Firmware.of(new byte[1024], new byte[512]);
    private static final PageWriter WRITER = new PageWriter();

    private MadeUpPages() {}

    /** What the project's own workspace holds. */
    static OsState state() {
        return GrownWorkspace.state(new Workspace(Path.of("")));
    }

    static String html(OsState of, List<RunRecord> runs, String url, boolean live) {
        return WRITER.html(new PageInput(of, runs, DiskImage.of(of.image()), Optional.empty(), FIRMWARE, url, live));
    }

    static RunRecord run(String id, String text, String verdict) {
        return new RunRecord(
                new RunRecord.Request(id, "2026-11-26T14:45:08Z", text, "M2", text),
                new RunRecord.Result(
                        verdict,
                        "",
                        List.of("echo"),
                        text,
                        List.of(),
                        new RunRemarks(List.of(), text, List.of(), List.of(), List.of())),
                new RunRecord.Proof(
                        1,
                        2,
                        List.of(text + " as evidence"),
                        text,
                        "100 % executed, 3 of 4 mutants caught",
                        List.of("", "Booting from Hard Disk...", text, "pxOS v1>", ""),
                        18),
                new RunRecord.Cost(2, 1234, 61_500),
                new RunRecord.Change(List.of("pxOS v1>"), List.of(), List.of(), "07*160 1F*4", ""),
                new RunStory("", "a " + text, text, List.of()));
    }
}
