package pxos.page.v86;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.scenario.Observation;
import pxos.scenario.VocabularyCases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The vocabulary of the page's scripts, in Node, against the one in Java. */
class PageVocabularyIT {

    private static final int MADE_UP = 3000;
    private static final String SCRIPT = "src/test/resources/page/vocabulary-check.js";

    @TempDir
    private Path folder;

    @Test
    void judgesTheListAsTheListSays() throws Exception {
        JsonNode cases = VocabularyCases.read();
        List<String> expectations = column(cases.path("expectations"), 0);
        cases.path("refused").forEach(text -> expectations.add(text.asString()));

        JsonNode said = inNode(cases, expectations, column(cases.path("keys"), 0), column(cases.path("scanCodes"), 0));

        List<String> wanted = column(cases.path("expectations"), 1);
        cases.path("refused").forEach(text -> wanted.add("refused"));
        assertThat(differing(expectations, texts(said.path("expectations")), wanted))
                .isEmpty();
        List<String> typed = column(cases.path("keys"), 1);
        assertThat(differing(column(cases.path("keys"), 0), texts(said.path("keys")), typed))
                .isEmpty();
        assertThat(texts(said.path("scanCodes"))).isEqualTo(column(cases.path("scanCodes"), 2));
    }

    /** Pieces of the vocabulary, put together at random, and the list with a character changed. */
    @Test
    void judgesAnythingAsJavaDoes() throws Exception {
        JsonNode cases = VocabularyCases.read();
        Random random = new Random(86);
        List<String> expectations = madeUp(column(cases.path("expectations"), 0), EXPECTATION_PIECES, random);
        List<String> keys = madeUp(column(cases.path("keys"), 0), KEY_PIECES, random);
        Map<String, Observation> observations = VocabularyCases.observations(cases);

        JsonNode said = inNode(cases, expectations, keys, List.of());

        List<String> java = expectations.stream()
                .map(text -> VocabularyCases.satisfied(text, observations))
                .toList();
        assertThat(differing(expectations, texts(said.path("expectations")), java))
                .isEmpty();
        assertThat(java.stream().filter(text -> !text.equals("refused"))).hasSizeGreaterThan(MADE_UP / 10);
        List<String> typed = keys.stream().map(VocabularyCases::inputs).toList();
        assertThat(differing(keys, texts(said.path("keys")), typed)).isEmpty();
    }

    private static final List<String> EXPECTATION_PIECES = List.of(
            "row ",
            "rows ",
            "contains ",
            "absent ",
            "cursor ",
            "attribute ",
            "answer ",
            "port ",
            "file A.TXT ",
            "no file ",
            "nothing written ",
            "disk sound ",
            "3*",
            "\"{n}\" ",
            "pxos = ",
            "survives ",
            "power cuts",
            "source",
            "sound",
            "no ",
            "silent",
            "memory ",
            "idle",
            "reset",
            "count ",
            "after ",
            "like ",
            "of ",
            "2 ",
            "07 ",
            "0x1F ",
            "+5 ",
            "= ",
            "61 ",
            "\"help\" ",
            "\"{prompt}\" ",
            "\"{banner}\" ",
            "\"##\" ",
            "\"A\" ",
            "\"\" ",
            "\"",
            "\\",
            " ",
            "\t",
            "\u00a0",
            "600 ",
            "42 ");

    private static final List<String> KEY_PIECES = List.of(
            "{",
            "}",
            "{{",
            "{Enter}",
            "{Ctrl+",
            "Ctrl+",
            "Shift+",
            "+",
            "*",
            "2",
            "*3}",
            "{Wait ",
            "18}",
            "{Boot}",
            "a",
            "Z",
            "~",
            "é",
            "{a*2}",
            "{F1}",
            " ",
            "\n",
            "{PageUp}",
            "{alt+x}");

    private static List<String> madeUp(List<String> seeds, List<String> pieces, Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < MADE_UP; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? seeds.get(random.nextInt(seeds.size())) : "");
            for (int n = random.nextInt(4) + i % 2; n > 0; n--) {
                String piece = pieces.get(random.nextInt(pieces.size()));
                text.insert(i % 2 == 0 ? random.nextInt(text.length() + 1) : text.length(), piece);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private JsonNode inNode(JsonNode cases, List<String> expectations, List<String> keys, List<String> scanCodes)
            throws Exception {
        ObjectNode asked = Json.object();
        asked.put("characters", Suite.codePage());
        asked.set("observations", cases.path("observations"));
        ObjectNode disks = asked.putObject("disks");
        cases.path("observations").properties().forEach(each -> {
            Observation.Disk disk = VocabularyCases.disk(each.getValue());
            disks.putObject(each.getKey())
                    .put("before", Packed.gzip(disk.before()))
                    .put("now", Packed.gzip(disk.now()));
        });
        asked.set("expectations", Json.read(Json.write(expectations)));
        asked.set("keys", Json.read(Json.write(keys)));
        asked.set("scanCodes", Json.read(Json.write(scanCodes)));
        Path script = folder.resolve("check.js");
        Files.writeString(script, Resources.scripts(Engine.VOCABULARY) + Files.readString(Path.of(SCRIPT)));
        Process node = new ProcessBuilder(NodeBinary.locate(System.getenv()).toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer in = node.outputWriter(StandardCharsets.UTF_8)) {
            in.write(asked.toString());
        }
        return Json.read(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static List<String> differing(List<String> texts, List<String> scripts, List<String> java) {
        assertThat(scripts).hasSameSizeAs(texts);
        return IntStream.range(0, texts.size())
                .filter(i -> !scripts.get(i).equals(java.get(i)))
                .mapToObj(i -> texts.get(i) + ": " + scripts.get(i) + " in the scripts, " + java.get(i) + " in Java")
                .toList();
    }

    private static List<String> column(JsonNode rows, int column) {
        return new ArrayList<>(
                stream(rows).map(row -> row.path(column).asString()).toList());
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asString).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
