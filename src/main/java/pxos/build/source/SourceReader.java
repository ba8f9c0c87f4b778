package pxos.build.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads OS source: which lines are the base, which a feature's block, which the vectors. */
final class SourceReader {

    private static final List<String> HEADER = List.of("title", "run", "generator", "addresses", "hooks", "edits-boot");

    private final List<TextLine> lines;
    private final int[] lineOfAddress = new int[Labels.MAX_ADDRESS + 1];

    private final StringBuilder baseText = new StringBuilder();
    private final List<SourceLine> base = new ArrayList<>();
    private final List<FeatureBlock> features = new ArrayList<>();
    private final List<SourceLine> links = new ArrayList<>();
    private Labels labels;
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
    }

    SourceReader(String text) {
        lines = lines(text);
    }

    /** Lines end with LF or CR LF; behind the last end there is no line. */
    private static List<TextLine> lines(String text) {
        List<TextLine> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            int to = feed > from && text.charAt(feed - 1) == '\r' ? feed - 1 : end;
            lines.add(new TextLine(lines.size() + 1, text.substring(from, to)));
            from = end + 1;
        }
        return lines;
    }

    OsSource read() throws SourceException {
        labels = new Labels(lines);
        for (TextLine line : lines) {
            if (line.isRemark()) {
                readRemark(line);
            } else {
                readCommand(line);
            }
        }
        if (block != null) {
            throw block.begin.wrong("feature block without its end line");
        }
        return new OsSource(baseText.toString(), base, features, links);
    }

    private void readCommand(TextLine line) throws SourceException {
        SourceLine command;
        if (line.is("WRITE")) {
            command = write(line);
        } else if (line.is("DEFINE")) {
            command = define(line);
        } else if (line.is("CALL")) {
            command = call(line);
        } else if (line.is("COMMENT")) {
            command = new SourceLine.Remark(line.text());
        } else {
            throw line.wrong("unknown command '" + line.word(0) + "' (WRITE, DEFINE, CALL, COMMENT and # are known)");
        }
        if (block != null) {
            block.hasCommands = true;
        }
        add(line, command);
    }

    private void readRemark(TextLine line) throws SourceException {
        String begun = line.wordBetween("# === feature ", " ===");
        String ended = begun == null ? line.wordBetween("# === end ", " ===") : null;
        String header = block == null ? null : headerName(line.stripped());
        if (begun != null) {
            beginBlock(line, begun);
        } else if (ended != null) {
            endBlock(line, ended);
        } else if (line.stripped().equals(OsSource.LINKS_HEADER)) {
            if (block != null) {
                throw line.wrong("the vectors stand inside feature '" + block.name + "'");
            }
            inLinks = true;
        } else if (header != null) {
            readHeader(line, header);
        } else {
            add(line, new SourceLine.Remark(line.text()));
        }
    }

    /** The name in {@code # name: value}; null for any other remark. */
    private static String headerName(String remark) {
        int colon = remark.indexOf(':');
        String name = colon > 2 && remark.startsWith("# ") ? remark.substring(2, colon) : "";
        return HEADER.contains(name) ? name : null;
    }

    private void readHeader(TextLine line, String name) throws SourceException {
        if (block.hasCommands) {
            throw line.wrong("'# " + name + ":' stands behind the first command of feature '" + block.name
                    + "'; it belongs to the block's head");
        }
        String value = line.stripped().substring("# :".length() + name.length()).strip();
        if (block.header.putIfAbsent(name, value) != null) {
            throw line.wrong("a second '# " + name + ":' for feature '" + block.name + "'");
        }
    }

    private void add(TextLine line, SourceLine parsed) {
        if (block != null) {
            block.lines.add(parsed);
        } else if (inLinks) {
            links.add(parsed);
        } else {
            base.add(parsed);
            baseText.append(line.text()).append('\n');
        }
    }

    private void beginBlock(TextLine line, String name) throws SourceException {
        if (block != null) {
            throw line.wrong("feature '" + block.name + "' has not ended yet");
        }
        if (!name.matches(FeatureBlock.NAME_PATTERN)) {
            throw line.wrong("not a feature name");
        }
        if (features.stream().anyMatch(feature -> feature.name().equals(name))) {
            throw line.wrong("a second block for feature '" + name + "'");
        }
        block = new Block(name, line);
    }

    private void endBlock(TextLine line, String name) throws SourceException {
        if (block == null || !block.name.equals(name)) {
            throw line.wrong("ends a feature that has not begun");
        }
        features.add(new FeatureBlock(
                name,
                block.header.getOrDefault("title", name),
                block.header.getOrDefault("run", ""),
                block.header.getOrDefault("generator", ""),
                block.header.getOrDefault("edits-boot", "").equals("yes"),
                hooks(block),
                block.lines));
        block = null;
    }

    private static List<HookPoint> hooks(Block ended) throws SourceException {
        List<HookPoint> hooks = new ArrayList<>();
        String text = ended.header.getOrDefault("hooks", "");
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            hooks.add(HookPoint.parse(part)
                    .orElseThrow(() -> ended.begin.wrong("the block's hooks hold '" + part.strip() + "'")));
        }
        return hooks;
    }

    private SourceLine write(TextLine line) throws SourceException {
        if (line.size() != 3) {
            throw line.wrong("WRITE takes an address and a byte");
        }
        int address = labels.address(line, line.word(1));
        int value = labels.value(line, line.word(2));
        if (value > 0xFF) {
            throw line.wrong("not a byte: '" + line.word(2) + "'");
        }
        int earlier = lineOfAddress[address];
        boolean overBase = block != null && "yes".equals(block.header.get("edits-boot"));
        if (earlier != 0 && !overBase) {
            throw line.wrong(String.format("address 0x%04X is already written in line %d", address, earlier));
        }
        lineOfAddress[address] = line.number();
        return new SourceLine.Write(address, value, line.comment());
    }

    private SourceLine define(TextLine line) throws SourceException {
        if (line.size() != 3) {
            throw line.wrong("DEFINE takes a label and an address");
        }
        if (!Labels.isLabel(line.word(1))) {
            throw line.wrong("not a label: '" + line.word(1) + "'");
        }
        return new SourceLine.Define(line.word(1), labels.get(line.word(1)), line.comment());
    }

    private SourceLine call(TextLine line) throws SourceException {
        if (line.size() != 2) {
            throw line.wrong("CALL takes a label");
        }
        if (!labels.contains(line.word(1))) {
            throw line.wrong("unknown label '" + line.word(1) + "'");
        }
        return new SourceLine.Call(line.word(1));
    }
}
