package pxos.bench;

import java.nio.file.Path;

/** Who is measured. */
public sealed interface Coder {

    /** As it stands in the results. */
    String model();

    /** The server that is asked; empty where none is. */
    default String server() {
        return "";
    }

    /** The recipes of the library: the ceiling for the goals that they know. */
    record Recipes() implements Coder {
        @Override
        public String model() {
            return "recipes";
        }
    }

    /**
     * A language model behind a server.
     *
     * @param model its name there; empty for the server's own choice
     * @param server an OpenAI-compatible server
     */
    record Served(String model, String server) implements Coder {}

    /**
     * Answers that somebody has written: {@code <goal>.json}, then {@code <goal>.2.json} and so on where the ones before
     * were refused.
     */
    record Answers(Path folder) implements Coder {
        @Override
        public String model() {
            return "answers:" + folder.toAbsolutePath().normalize().getFileName();
        }

        /** @param attempt from 1 */
        Path file(String goal, int attempt) {
            return folder.resolve(attempt == 1 ? goal + ".json" : goal + "." + attempt + ".json");
        }
    }
}
