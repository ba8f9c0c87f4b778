package pxos.cli;

import pxos.model.lm.Progress;
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
        long tenths = Math.round(perSecond * 10);
        observer.progress(Stage.GENERATE, count + " tokens, " + tenths / 10 + "." + tenths % 10 + "/s");
    }

    @Override
    public void note(String message) {
        observer.note(message);
    }
}
