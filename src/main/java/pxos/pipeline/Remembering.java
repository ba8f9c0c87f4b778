package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pxos.pipeline.RunFailure.Kind;
import pxos.pixel.PastRun;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;

/** What earlier runs a prompt is told of: those that bear on the goal, then the newest ones. */
public final class Remembering {

    private static final int RELEVANT = 8;
    private static final int NEWEST = 2;

    private final PixelReader reader;

    public Remembering(PixelReader reader) {
        this.reader = reader;
    }

    /**
     * Earlier runs in plain text, most relevant first.
     *
     * @throws RunFailedException when the network is there and cannot be read
     */
    List<String> relevantTo(String goal) throws RunFailedException {
        try {
            List<PastRun> memories = new ArrayList<>(reader.relevant(goal, RELEVANT));
            for (RunRecord run : reader.newest(NEWEST)) {
                if (memories.stream()
                        .noneMatch(memory -> memory.run()
                                .request()
                                .runId()
                                .equals(run.request().runId()))) {
                    memories.add(new PastRun(run, 1));
                }
            }
            return memories.stream().map(PastRun::text).toList();
        } catch (IOException e) {
            throw new RunFailedException(
                    new RunFailure(
                            Stage.REMEMBER,
                            Kind.INPUT,
                            "cannot read the pixel network: " + e.getMessage(),
                            "bin/pxos network verify says more."),
                    e);
        }
    }
}
