package pxos.pixel;

import java.util.Optional;
import pxos.pixel.picture.BootedScreen;
import pxos.pixel.picture.MemoryChange;
import pxos.pixel.picture.VisualDiff;

/** Draws what a run changed, from what the network keeps of it. */
public final class RunDiff {
    private RunDiff() {}

    /** The picture of a run, as a PNG; empty when the run kept no change of the OS. */
    public static Optional<byte[]> png(RunRecord run) {
        if (run.changes().isEmpty() && run.listing().isEmpty()) {
            return Optional.empty();
        }
        VisualDiff diff = new VisualDiff(
                run.goal(),
                RunStrip.facts(run) + "  ·  " + run.verdict(),
                Verdict.of(run).mark(),
                new BootedScreen(run.screenBefore(), run.attributesBefore()),
                new BootedScreen(run.screen(), run.attributes()),
                run.changes().stream()
                        .flatMap(text -> MemoryChange.parse(text).stream())
                        .toList(),
                run.listing());
        return Optional.of(diff.png());
    }
}
