package pxos.cli;

import pxos.feature.JsonSchemaCheck;
import pxos.json.JsonText;
import tools.jackson.databind.JsonNode;

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
        JsonNode schema = JsonText.read("{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[\"b\"]}}}");
        new JsonSchemaCheck(schema).errorsIn(schema);
    }
}
