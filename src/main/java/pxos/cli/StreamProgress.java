package pxos.cli;

import java.util.Locale;
import pxos.lm.Progress;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;

/** Shows the tokens of a language model as they come. */
final class StreamProgress implements Progress {

    private final RunObserver observer;

    StreamProgress(RunObserver observer) {
        this.observer = observer;
    }

    @Override
    public void waiting(String reason) {
        observer.progress(Stage.GENERATE, reason);
    }

    @Override
    public void tokens(int count, double perSecond) {
        observer.progress(Stage.GENERATE, String.format(Locale.ROOT, "%d tokens, %.1f/s", count, perSecond));
    }

    @Override
    public void note(String message) {
        observer.note(message);
    }
}
