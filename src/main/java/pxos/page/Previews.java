package pxos.page;

import pxos.os.TextScreen;
import pxos.pixel.RunRecord;
import pxos.pixel.picture.BootedScreen;
import pxos.pixel.picture.VgaScreenshot;

/** The picture that a link to the page is shown with: the screen of the newest run that passed. */
public final class Previews {

    private Previews() {}

    /** A PNG; of an empty screen where nothing was seen yet. */
    public static byte[] png(PageInput input) {
        return VgaScreenshot.png(input.runs().stream()
                .filter(RunRecord::passed)
                .filter(run -> !run.proof().screen().isEmpty())
                .findFirst()
                .map(run -> new BootedScreen(run.proof().screen(), run.change().attributes()).screen())
                .orElseGet(TextScreen::blank));
    }
}
