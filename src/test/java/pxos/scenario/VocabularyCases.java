package pxos.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import pxos.os.Attributes;
import pxos.os.BootImage;
import pxos.os.CodePage437;
import pxos.os.TextScreen;
import pxos.os.disk.Fat12Disk;
import pxos.proof.ScenarioDisk;
import pxos.scenario.Observation.PortWrite;
import pxos.scenario.Observation.Rest;
import tools.jackson.databind.JsonNode;

/** The list of cases on which the vocabulary in Java and the one in the page's scripts have to agree. */
public final class VocabularyCases {

    private static final Path PXOS = Path.of("pxos-v1.0/pxos.bin");
    private static final Path FILE = Path.of("src/test/resources/page/vocabulary-cases.json");
    private static final Map<String, Rest> RESTS =
            Map.of("idle", Rest.WAITS_FOR_KEY, "halted", Rest.HALTED, "reset", Rest.RESET, "running", Rest.RUNS);

    private VocabularyCases() {}

    public static JsonNode read() throws IOException {
        return Json.read(Files.readString(FILE));
    }

    /** The observations of the list, by name. */
    public static Map<String, Observation> observations(JsonNode cases) {
        Map<String, Observation> all = new LinkedHashMap<>();
        cases.path("observations").properties().forEach(each -> all.put(each.getKey(), new Case(each.getValue())));
        return all;
    }

    /** Names of the observations that satisfy an expectation, or {@code refused} where it is none. */
    public static String satisfied(String expectation, Map<String, Observation> observations) {
        try {
            Expectation parsed = Expectation.parse(expectation);
            return observations.entrySet().stream()
                    .filter(each -> parsed.check(each.getValue()).isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(" "));
        } catch (Problem e) {
            return "refused";
        }
    }

    /** The inputs of keys, each with how many keys it presses; or {@code refused}. */
    public static String inputs(String keys) {
        try {
            return new Step(keys, List.of())
                    .inputs().stream()
                            .map(input -> input instanceof Input.KeyStroke stroke
                                    ? stroke.text() + "/" + stroke.keys().size()
                                    : input.text())
                            .collect(Collectors.joining(" "));
        } catch (Problem e) {
            return "refused";
        }
    }

    /** The one key symbol of keys. */
    static int keySymbol(String keys) {
        return ((Input.KeyStroke) new Step(keys, List.of()).inputs().get(0))
                .keys()
                .get(0);
    }

    /** Cells and attributes of an observation's screen, as both sides lay them out. */
    static TextScreen screen(JsonNode shown) {
        byte[] cells = TextScreen.blank().cells();
        int row = 0;
        for (JsonNode text : shown.path("rows")) {
            write(cells, row++, text.asString());
        }
        shown.path("colours").properties().forEach(each -> {
            int at = Integer.parseInt(each.getKey()) * TextScreen.COLUMNS;
            byte[] colours = Attributes.cells(each.getValue().asString());
            for (int column = 0; column < TextScreen.COLUMNS; column++) {
                cells[2 * (at + column) + 1] = colours[column];
            }
        });
        JsonNode hidden = shown.path("hidden");
        if (hidden.isObject()) {
            write(cells, hidden.path("row").asInt(), hidden.path("text").asString());
            for (int column = 0; column < hidden.path("text").asString().length(); column++) {
                cells[2 * (hidden.path("row").asInt() * TextScreen.COLUMNS + column) + 1] = 0;
            }
        }
        return new TextScreen(
                cells,
                shown.path("cursor").path(0).asInt(),
                shown.path("cursor").path(1).asInt());
    }

    private static void write(byte[] cells, int row, String text) {
        for (int column = 0; column < text.length(); column++) {
            cells[2 * (row * TextScreen.COLUMNS + column)] = (byte) CodePage437.code(text.charAt(column));
        }
    }

    /** The disk of an observation before its items were put onto it, and after. */
    public static Observation.Disk disk(JsonNode shown) {
        try {
            BootImage image = new BootImage(Files.readAllBytes(PXOS), Map.of());
            List<String> items = new ArrayList<>();
            shown.path("disk").forEach(item -> items.add(item.asString()));
            byte[] before = Fat12Disk.format(image.bytes()).bytes();
            Scenario scenario = new Scenario("a case", items, List.of(new Step("", List.of())));
            return new TwoMoments(before, ScenarioDisk.of(image, scenario).shared());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TwoMoments implements Observation.Disk {
        private final byte[] before;
        private final byte[] now;

        TwoMoments(byte[] before, byte[] now) {
            this.before = before;
            this.now = now;
        }

        @Override
        public byte[] before() {
            return before;
        }

        @Override
        public byte[] now() {
            return now;
        }
    }

    private record Case(JsonNode shown, Observation.Disk disk) implements Observation {

        Case(JsonNode shown) {
            this(shown, VocabularyCases.disk(shown));
        }

        @Override
        public TextScreen screen() {
            return VocabularyCases.screen(shown);
        }

        @Override
        public Rest rest() {
            return RESTS.get(shown.path("rest").asString());
        }

        @Override
        public byte[] memory(int address, int sizeBytes) {
            byte[] all = new byte[0x100000];
            shown.path("memory").properties().forEach(each -> {
                byte[] bytes =
                        HexFormat.ofDelimiter(" ").parseHex(each.getValue().asString());
                System.arraycopy(bytes, 0, all, Integer.parseInt(each.getKey(), 16), bytes.length);
            });
            return Arrays.copyOfRange(all, address, address + sizeBytes);
        }

        @Override
        public List<PortWrite> portWrites() {
            return Stream.of(shown.path("ports"))
                    .flatMap(ports -> ports.values().stream())
                    .map(text -> text.asString().split(" "))
                    .map(pair -> new PortWrite(Integer.parseInt(pair[0], 16), Integer.parseInt(pair[1], 16)))
                    .toList();
        }

        @Override
        public String banner() {
            return shown.path("banner").asString();
        }

        @Override
        public String prompt() {
            return shown.path("prompt").asString();
        }

        @Override
        public List<String> belowBanner() {
            return texts("below_banner");
        }

        @Override
        public List<String> abovePrompt() {
            return texts("above_prompt");
        }

        private List<String> texts(String field) {
            return shown.path(field).valueStream().map(JsonNode::asString).toList();
        }
    }
}
