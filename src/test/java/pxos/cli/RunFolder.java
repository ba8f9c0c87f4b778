package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run leaves in its folder, for tests. */
final class RunFolder {

    private RunFolder() {}

    /** The attempts at code, then those at plans, each in their order. */
    static List<JsonNode> trajectory(Cli cli, Cli.Result result) throws IOException {
        Path folder = cli.workspace().runFolder(result.json().at("/run_id").asString());
        List<JsonNode> attempts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*(attempt|plan)-.*json"))
                    .sorted()
                    .toList()) {
                attempts.add(JsonMapper.shared().readTree(Files.readString(file)));
            }
        }
        return attempts;
    }
}
