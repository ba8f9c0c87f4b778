package pxos.build.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads OS source: which lines are the base, which a feature's block, which the vectors. */
final class SourceReader {

    private static final Pattern BEGIN = Pattern.compile("# === feature (\\S+) ===");
    private static final Pattern END = Pattern.compile("# === end (\\S+) ===");
    private static final Pattern HEADER =
            Pattern.compile("(?s)# (title|run|generator|addresses|hooks|edits-boot):(.*)");

    private final List<TextLine> lines = new ArrayList<>();
    private final Map<Integer, TextLine> written = new HashMap<>();

    private final StringBuilder baseText = new StringBuilder();
    private final List<SourceLine> base = new ArrayList<>();
    private final List<FeatureBlock> features = new ArrayList<>();
    private final List<SourceLine> links = new ArrayList<>();
    private final Labels labels;
    private Block block;
    private boolean inLinks;

    /** A feature block while it is being read. */
    private static final class Block {
        final String name;
        final TextLine begin;
        final Map<String, String> header = new HashMap<>();
        final List<SourceLine> lines = new ArrayList<>();
        boolean hasCommands;

        Block(String name, TextLine begin) {
            this.name = name;
            this.begin = begin;
        }

        boolean editsBoot() {
            return "yes".equals(header.get("edits-boot"));
        }
    }

    /** @param text lines that end with LF or CR LF; there is no line after the last end */
    SourceReader(String text) {
        List<String> texts = List.of(text.replace("\r\n", "\n").split("\n", -1));
        int last = texts.size() - 1;
        for (String each : texts.get(last).isEmpty() ? texts.subList(0, last) : texts) {
            lines.add(TextLine.of(lines.size() + 1, each));
        }
        labels = new Labels(lines);
    }

    OsSource read() {
        for (TextLine line : lines) {
            if (line.isRemark()) {
                readRemark(line, line.text().strip());
            } else {
                add(line, command(line));
            }
        }
        if (block != null) {
            throw block.begin.wrong("feature block without its end line");
        }
        return new OsSource(baseText.toString(), base, features, links);
    }

    private List<? extends SourceLine> command(TextLine line) {
        if (block != null) {
            block.hasCommands = true;
        }
        return switch (line.word(0).toUpperCase(Locale.ROOT)) {
            case "WRITE" -> write(line);
            case "DEFINE" -> List.of(define(line));
            case "CALL" -> List.of(call(line));
            case "COMMENT" -> List.of(new SourceLine.Remark(line.text()));
            default ->
                throw line.wrong(
                        "unknown command '" + line.word(0) + "' (WRITE, DEFINE, CALL, COMMENT and # are known)");
        };
    }

    private void readRemark(TextLine line, String text) {
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        Matcher header = HEADER.matcher(text);
        if (begin.matches()) {
            beginBlock(line, begin.group(1));
        } else if (end.matches()) {
            endBlock(line, end.group(1));
        } else if (text.equals(OsSource.LINKS_HEADER)) {
            beginLinks(line);
        } else if (block != null && header.matches()) {
            readHeader(line, header.group(1), header.group(2).strip());
        } else {
            add(line, List.of(new SourceLine.Remark(line.text())));
        }
    }

    private void beginLinks(TextLine line) {
        if (block != null) {
            throw line.wrong("the vectors stand inside feature '" + block.name + "'");
        }
        inLinks = true;
    }

    private void readHeader(TextLine line, String name, String value) {
        line.require(
                !block.hasCommands,
                "'# " + name + ":' stands after the first command of feature '" + block.name
                        + "'; it belongs to the block's head");
        line.require(
                block.header.putIfAbsent(name, value) == null,
                "a second '# " + name + ":' for feature '" + block.name + "'");
    }

    private void add(TextLine line, List<? extends SourceLine> parsed) {
        if (block != null) {
            block.lines.addAll(parsed);
        } else if (inLinks) {
            links.addAll(parsed);
        } else {
            base.addAll(parsed);
            baseText.append(line.text()).append('\n');
        }
    }

    private void beginBlock(TextLine line, String name) {
        if (block != null) {
            throw line.wrong("feature '" + block.name + "' has not ended yet");
        }
        line.require(name.matches(FeatureBlock.NAME_PATTERN), "not a feature name");
        line.require(
                features.stream().noneMatch(feature -> feature.name().equals(name)),
                "a second block for feature '" + name + "'");
        block = new Block(name, line);
    }

    private void endBlock(TextLine line, String name) {
        line.require(block != null && block.name.equals(name), "ends a feature that has not begun");
        features.add(new FeatureBlock(
                name,
                block.header.getOrDefault("title", name),
                block.header.getOrDefault("run", ""),
                block.header.getOrDefault("generator", ""),
                block.editsBoot(),
                hooks(block),
                block.lines));
        block = null;
    }

    private static List<FeatureBlock.Hook> hooks(Block ended) {
        List<FeatureBlock.Hook> hooks = new ArrayList<>();
        String text = ended.header.getOrDefault("hooks", "");
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            hooks.add(FeatureBlock.Hook.parse(part.strip())
                    .orElseThrow(() -> ended.begin.wrong("the block's hooks hold '" + part.strip() + "'")));
        }
        return hooks;
    }

    /** Bytes in a row: the first one has the comment, the others are counted. */
    private List<SourceLine> write(TextLine line) {
        int count = line.words().size() - 2;
        line.require(count >= 1, "WRITE takes an address and bytes");
        List<SourceLine> writes = new ArrayList<>();
        int first = labels.address(line, line.word(1));
        for (int i = 0; i < count; i++) {
            String comment = i == 0 ? line.comment() : "  " + (i + 1) + " of " + count;
            writes.add(write(line, first + i, line.word(i + 2), comment));
        }
        return writes;
    }

    private SourceLine write(TextLine line, int address, String word, String comment) {
        int value = labels.value(line, word);
        line.require(value <= 0xFF, "not a byte: '" + word + "'");
        line.require(address <= Labels.MAX_ADDRESS, "not an address: '" + address + "'");
        TextLine earlier = written.put(address, line);
        boolean overBase = block != null && block.editsBoot();
        if (earlier != null && !overBase) {
            throw line.wrong(String.format("address 0x%04X is already written in line %d", address, earlier.number()));
        }
        return new SourceLine.Write(address, value, comment);
    }

    private SourceLine define(TextLine line) {
        line.require(line.words().size() == 3, "DEFINE takes a label and an address");
        line.require(SourceLine.LABEL.matcher(line.word(1)).matches(), "not a label: '" + line.word(1) + "'");
        return new SourceLine.Define(line.word(1), labels.get(line.word(1)), line.comment());
    }

    private SourceLine call(TextLine line) {
        line.require(line.words().size() == 2, "CALL takes a label");
        line.require(labels.contains(line.word(1)), "unknown label '" + line.word(1) + "'");
        return new SourceLine.Call(line.word(1));
    }
}
