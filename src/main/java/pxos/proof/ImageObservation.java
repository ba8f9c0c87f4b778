package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.os.BootImage;
import pxos.os.CodePage437;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.os.disk.SectorWrite;
import pxos.scenario.Expectation;
import pxos.scenario.Observation;
import pxos.scenario.Observation.Rest;

/** A guest at rest, seen with the texts of the image that it booted. */
final class ImageObservation implements Observation {

    private static final int MAX_TEXT_BYTES = 1024;
    private static final Expectation AT_PROMPT = Expectation.parse("cursor after \"{prompt}\"");
    private static final String BELL = "\u0007";

    private final Guest guest;
    private final BootImage image;
    private final Rest rest;
    private final TextScreen screen;

    ImageObservation(Guest guest, BootImage image, Rest rest) {
        this.guest = guest;
        this.image = image;
        this.rest = rest;
        this.screen = guest.screen();
    }

    @Override
    public TextScreen screen() {
        return screen;
    }

    @Override
    public Rest rest() {
        return rest;
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return guest.memory(address, sizeBytes);
    }

    @Override
    public List<PortWrite> portWrites() {
        return guest.portWrites();
    }

    @Override
    public Disk disk() {
        byte[] before = guest.inserted().shared();
        byte[] now = guest.diskNow();
        return new Disk() {
            @Override
            public byte[] before() {
                return before;
            }

            @Override
            public byte[] now() {
                return now;
            }

            @Override
            public Optional<List<SectorWrite>> writes() {
                return guest.diskWrites();
            }

            @Override
            public Start start(byte[] disk) {
                try (Guest other = guest.another(DiskImage.ofBytes(disk))) {
                    return started(other, other.powerOn());
                }
            }
        };
    }

    private Start started(Guest other, Outcome outcome) {
        if (outcome.rest() != Rest.WAITS_FOR_KEY) {
            String why = outcome.fault().map(Fault::toString).orElse("a machine that " + outcome.rest());
            return new Start(Optional.of("pxOS does not start: " + why), Set.of());
        }
        Optional<String> unmet = AT_PROMPT
                .check(new ImageObservation(other, image, outcome.rest()))
                .map(what -> "pxOS does not come to its prompt: " + what);
        return new Start(unmet, FreshPrompt.commandNames(other));
    }

    @Override
    public String banner() {
        return rows(Vector.BANNER).stream().findFirst().orElse("");
    }

    @Override
    public String prompt() {
        List<String> rows = rows(Vector.PROMPT);
        return rows.isEmpty() ? "" : rows.get(rows.size() - 1);
    }

    @Override
    public List<String> belowBanner() {
        List<String> lines = lines(textInMemory(Vector.BANNER));
        int first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        int end = lines.size();
        while (end > first && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(Math.min(end, first + 1), end);
    }

    @Override
    public List<String> abovePrompt() {
        List<String> lines = lines(textInMemory(Vector.PROMPT));
        return lines.stream().limit(Math.max(0, lines.size() - 1)).toList();
    }

    /**
     * The vectors in memory count, because the extended zone sets them at run time. A text of the image counts still where
     * it was lost in memory.
     */
    private List<String> rows(Vector vector) {
        List<String> live = rows(textInMemory(vector));
        return live.isEmpty() ? rows(image.textAt(vector)) : live;
    }

    private String textInMemory(Vector vector) {
        byte[] pointer = guest.memory(vector.address(), 2);
        byte[] bytes = guest.memory((pointer[0] & 0xFF) | (pointer[1] & 0xFF) << 8, MAX_TEXT_BYTES);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    /**
     * The rows of up to 80 characters that a text of the OS makes on the screen. Blank rows are left out.
     *
     * @param text characters of code page 437
     */
    static List<String> rows(String text) {
        List<String> rows = new ArrayList<>();
        for (String line : text.replace('\r', '\n').split("\n")) {
            for (int from = 0; from < line.length(); from += TextScreen.COLUMNS) {
                String row = shown(line.substring(from, Math.min(line.length(), from + TextScreen.COLUMNS)));
                if (!row.isBlank()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** The same with the blank ones. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r\n?|\n", -1)) {
            int from = 0;
            do {
                lines.add(shown(line.substring(from, Math.min(line.length(), from + TextScreen.COLUMNS))));
                from += TextScreen.COLUMNS;
            } while (from < line.length());
        }
        return lines;
    }

    private static String shown(String codes) {
        return codes.replace(BELL, "")
                .chars()
                .mapToObj(code -> String.valueOf(CodePage437.character(code)))
                .collect(java.util.stream.Collectors.joining());
    }
}
