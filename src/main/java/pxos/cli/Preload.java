package pxos.cli;

import java.util.List;
import java.util.Map;
import pxos.feature.JsonSchemaCheck;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Initialises on a second core, while the command line is read, the libraries that every run needs. */
final class Preload implements Runnable {

    private Preload() {}

    static void start() {
        Thread thread = new Thread(new Preload(), "preload");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        ObjectNode any = JsonMapper.shared().createObjectNode();
        any.put("type", "object");
        new JsonSchemaCheck(any).errorsIn(any);
        JsonMapper.shared().writeValueAsString(Map.of("execute", List.of()));
    }
}
