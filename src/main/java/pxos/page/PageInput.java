package pxos.page;

import java.util.List;
import java.util.Optional;
import pxos.page.v86.Firmware;
import pxos.pipeline.OsState;
import pxos.pixel.RunRecord;
import pxos.proof.DiskImage;

/**
 * What a page is made of.
 *
 * @param state the OS and its roadmap
 * @param runs newest first
 * @param floppy the disk for people, with this OS on it
 * @param file name of a text file on it; empty where it has none
 * @param firmware the BIOS of the PC in the page
 * @param url where the page will stand, for link previews; empty where that is unknown
 * @param live whether the page listens to a run as it happens
 */
public record PageInput(
        OsState state,
        List<RunRecord> runs,
        DiskImage floppy,
        Optional<String> file,
        Firmware firmware,
        String url,
        boolean live) {

    public PageInput {
        runs = List.copyOf(runs);
    }
}
