package pxos.pipeline;

import java.time.Duration;
import java.util.List;
import pxos.proof.ScenarioResult;

/**
 * Lets several hear the same run.
 *
 * @param all told one after the other, in this order
 */
public record Observers(List<RunObserver> all) implements RunObserver {

    public Observers {
        all = List.copyOf(all);
    }

    @Override
    public void started(Stage stage, RunContext run) {
        all.forEach(each -> each.started(stage, run));
    }

    @Override
    public void progress(String text) {
        all.forEach(each -> each.progress(text));
    }

    @Override
    public void wrote(String author, String text) {
        all.forEach(each -> each.wrote(author, text));
    }

    @Override
    public void saw(ScenarioResult result) {
        all.forEach(each -> each.saw(result));
    }

    @Override
    public void ended(Stage stage, Duration time, RunContext run) {
        all.forEach(each -> each.ended(stage, time, run));
    }

    @Override
    public void note(String message) {
        all.forEach(each -> each.note(message));
    }

    @Override
    public void finished(RunContext run) {
        all.forEach(each -> each.finished(run));
    }

    @Override
    public void interrupted(RunContext run) {
        all.forEach(each -> each.interrupted(run));
    }
}
