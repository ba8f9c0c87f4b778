package pxos.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.mcp.Client;
import pxos.pipeline.Outside;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what {@code bin/first-start} says before there is a jar equal to what the server says. To write it anew:
 *
 * <pre>./mvnw -q test -Dtest=FirstStartTest -Dfirst.update</pre>
 */
class FirstStartTest {

    private static final Path FILE = Path.of("bin", "first-start.json");
    private static final List<String> METHODS =
            List.of("initialize", "ping", "tools/list", "resources/list", "resources/templates/list", "prompts/list");

    @TempDir
    private Path folder;

    @Test
    void saysBeforeTheBuildWhatTheServerSays() throws Exception {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        StringBuilder lines = new StringBuilder();
        try (Agents agents = new Agents(folder.resolve("pxos"), true, Map.of(), Outside.of(Map.of()));
                Client client = Client.of(
                        (in, out) -> agents.serve(version.group(1), in, out, new PrintWriter(new StringWriter())))) {
            for (String method : METHODS) {
                JsonNode result = client.ask(method, Json.object()).path("result");
                ((ObjectNode) result).remove("protocolVersion");
                lines.append(method).append('\t').append(Json.write(result)).append('\n');
            }
        }
        if (System.getProperty("first.update") != null) {
            Files.writeString(FILE, lines);
        }
        assertThat(FILE).as("write it anew with -Dfirst.update").content().isEqualTo(lines.toString());
    }
}
