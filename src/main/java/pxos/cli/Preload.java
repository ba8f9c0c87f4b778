package pxos.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import pxos.feature.JsonSchemaCheck;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Loads on a second core what a run is going to need, so that the run itself does not wait for it. */
final class Preload {

    private Preload() {}

    /** The libraries that every run needs, while the command line is read. */
    static void start() {
        start(() -> {
            ObjectNode any = JsonMapper.shared().createObjectNode();
            any.put("type", "object");
            new JsonSchemaCheck(any).errorsIn(any);
            JsonMapper.shared().writeValueAsString(Map.of("execute", List.of()));
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "preload");
        thread.setDaemon(true);
        thread.start();
    }

    /** An observer that has {@code work} done once, as soon as the first tests begin, and passes on what it hears. */
    static RunObserver duringTests(RunObserver observer, Runnable work) {
        AtomicBoolean begun = new AtomicBoolean();
        return new RunObserver() {
            @Override
            public void started(Stage stage, String detail) {
                observer.started(stage, detail);
                if (stage == Stage.TEST && !begun.getAndSet(true)) {
                    Preload.start(work);
                }
            }

            @Override
            public void progress(Stage stage, String text) {
                observer.progress(stage, text);
            }

            @Override
            public void ended(Stage stage, Duration time, String summary) {
                observer.ended(stage, time, summary);
            }

            @Override
            public void note(String message) {
                observer.note(message);
            }
        };
    }
}
