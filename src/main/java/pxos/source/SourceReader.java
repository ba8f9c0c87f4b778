package pxos.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads OS source text line by line; labels may be used before they are defined. */
final class SourceReader {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_HEX_DIGITS = 6;
    private static final int MAX_DECIMAL_DIGITS = 7;
    private static final Pattern FEATURE = Pattern.compile("# === feature (\\S+) ===");
    private static final Pattern END = Pattern.compile("# === end (\\S+) ===");
    private static final Pattern HEADER = Pattern.compile("# (title|run|generator|addresses|hooks|edits-boot): (.*)");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_.][A-Za-z0-9_.]*");
    private static final int MAX_ADDRESS = 0xFFFF;

    private final List<String> texts;
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<Integer, Integer> lineOfAddress = new HashMap<>();

    private final StringBuilder baseText = new StringBuilder();
    private final List<SourceLine> base = new ArrayList<>();
    private final List<FeatureBlock> features = new ArrayList<>();
    private final List<SourceLine> links = new ArrayList<>();
    private Block block;
    private boolean inLinks;

    /** A feature block while it is being read. */
    private static final class Block {
        final String name;
        final int line;
        final Map<String, String> header = new HashMap<>();
        final List<SourceLine> lines = new ArrayList<>();

        Block(String name, int line) {
            this.name = name;
            this.line = line;
        }
    }

    SourceReader(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        texts = lines;
    }

    OsSource read() throws SourceException {
        collectLabels();
        for (int i = 0; i < texts.size(); i++) {
            readLine(i + 1, texts.get(i));
        }
        if (block != null) {
            throw new SourceException(block.line, texts.get(block.line - 1), "feature block without its end line");
        }
        return new OsSource(baseText.toString(), base, features, links);
    }

    private void collectLabels() throws SourceException {
        Map<String, Integer> definedAt = new HashMap<>();
        Map<String, Integer> pending = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String[] words = words(texts.get(i));
            if (words.length != 3 || !words[0].equalsIgnoreCase("DEFINE")) {
                continue;
            }
            Integer earlier = definedAt.putIfAbsent(words[1], i + 1);
            if (earlier != null) {
                throw new SourceException(
                        i + 1, texts.get(i), "label '" + words[1] + "' is already defined in line " + earlier);
            }
            if (LABEL.matcher(words[2]).matches() && number(words[2]) < 0) {
                pending.put(words[1], i + 1);
            } else {
                labels.put(words[1], address(i + 1, words[2]));
            }
        }
        resolvePending(pending);
    }

    /** Labels defined by labels: resolved as long as a round settles one. */
    private void resolvePending(Map<String, Integer> pending) throws SourceException {
        boolean settled = true;
        while (settled) {
            settled = pending.entrySet().removeIf(entry -> {
                Integer address = labels.get(words(texts.get(entry.getValue() - 1))[2]);
                if (address != null) {
                    labels.put(entry.getKey(), address);
                }
                return address != null;
            });
        }
        if (!pending.isEmpty()) {
            int line = pending.values().stream().min(Integer::compare).orElseThrow();
            throw new SourceException(
                    line, texts.get(line - 1), "unknown label '" + words(texts.get(line - 1))[2] + "'");
        }
    }

    private void readLine(int number, String text) throws SourceException {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            readRemark(number, text, line);
            return;
        }
        String[] words = words(line);
        String command = words[0].toUpperCase(Locale.ROOT);
        SourceLine parsed = switch (command) {
            case "WRITE" -> write(number, text, words);
            case "DEFINE" -> define(number, text, words);
            case "CALL" -> call(number, text, words);
            case "COMMENT" -> new SourceLine.Remark(text);
            default ->
                throw new SourceException(
                        number,
                        text,
                        "unknown command '" + words[0] + "' (WRITE, DEFINE, CALL, COMMENT and # are known)");
        };
        add(text, parsed);
    }

    private void readRemark(int number, String text, String line) throws SourceException {
        Matcher feature = FEATURE.matcher(line);
        Matcher end = END.matcher(line);
        if (feature.matches()) {
            beginBlock(number, text, feature.group(1));
        } else if (end.matches()) {
            endBlock(number, text, end.group(1));
        } else if (line.equals(OsSource.LINKS_HEADER)) {
            if (block != null) {
                throw new SourceException(number, text, "the vectors stand inside feature '" + block.name + "'");
            }
            inLinks = true;
        } else if (block != null
                && block.lines.isEmpty()
                && HEADER.matcher(line).matches()) {
            Matcher header = HEADER.matcher(line);
            header.matches();
            block.header.put(header.group(1), header.group(2).strip());
        } else {
            add(text, new SourceLine.Remark(text));
        }
    }

    private void add(String text, SourceLine line) {
        if (block != null) {
            block.lines.add(line);
        } else if (inLinks) {
            links.add(line);
        } else {
            base.add(line);
            baseText.append(text).append('\n');
        }
    }

    private void beginBlock(int number, String text, String name) throws SourceException {
        if (block != null) {
            throw new SourceException(number, text, "feature '" + block.name + "' has not ended yet");
        }
        if (!name.matches(FeatureBlock.NAME_PATTERN)) {
            throw new SourceException(number, text, "not a feature name");
        }
        if (features.stream().anyMatch(feature -> feature.name().equals(name))) {
            throw new SourceException(number, text, "a second block for feature '" + name + "'");
        }
        block = new Block(name, number);
    }

    private void endBlock(int number, String text, String name) throws SourceException {
        if (block == null || !block.name.equals(name)) {
            throw new SourceException(number, text, "ends a feature that has not begun");
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

    private List<HookPoint> hooks(Block ended) throws SourceException {
        List<HookPoint> hooks = new ArrayList<>();
        String text = ended.header.getOrDefault("hooks", "");
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            hooks.add(HookPoint.parse(part)
                    .orElseThrow(() -> new SourceException(
                            ended.line, texts.get(ended.line - 1), "the block's hooks hold '" + part.strip() + "'")));
        }
        return hooks;
    }

    private SourceLine write(int number, String text, String[] words) throws SourceException {
        if (words.length != 3) {
            throw new SourceException(number, text, "WRITE takes an address and a byte");
        }
        int address = address(number, words[1]);
        int value = valueOf(number, words[2]);
        if (value > 0xFF) {
            throw new SourceException(number, text, "not a byte: '" + words[2] + "'");
        }
        Integer earlier = lineOfAddress.put(address, number);
        boolean overBase = block != null && "yes".equals(block.header.get("edits-boot"));
        if (earlier != null && !overBase) {
            throw new SourceException(
                    number, text, String.format("address 0x%04X is already written in line %d", address, earlier));
        }
        return new SourceLine.Write(address, value, trailingComment(text));
    }

    private SourceLine define(int number, String text, String[] words) throws SourceException {
        if (words.length != 3) {
            throw new SourceException(number, text, "DEFINE takes a label and an address");
        }
        if (!LABEL.matcher(words[1]).matches()) {
            throw new SourceException(number, text, "not a label: '" + words[1] + "'");
        }
        return new SourceLine.Define(words[1], labels.get(words[1]), trailingComment(text));
    }

    private SourceLine call(int number, String text, String[] words) throws SourceException {
        if (words.length != 2) {
            throw new SourceException(number, text, "CALL takes a label");
        }
        if (!labels.containsKey(words[1])) {
            throw new SourceException(number, text, "unknown label '" + words[1] + "'");
        }
        return new SourceLine.Call(words[1]);
    }

    private int address(int number, String word) throws SourceException {
        int value = valueOf(number, word);
        if (value > MAX_ADDRESS) {
            throw new SourceException(number, texts.get(number - 1), "not an address: '" + word + "'");
        }
        return value;
    }

    private int valueOf(int number, String word) throws SourceException {
        int value = number(word);
        if (value >= 0) {
            return value;
        }
        Integer address = labels.get(word);
        if (address == null) {
            String problem = LABEL.matcher(word).matches() ? "unknown label '" : "bad number '";
            throw new SourceException(number, texts.get(number - 1), problem + word + "'");
        }
        return address;
    }

    /** The value of a hexadecimal ({@code 0x7E00}, {@code 7E00h}) or decimal number; -1 if it is none. */
    private static int number(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return digits(lower.substring(2), 16, MAX_HEX_DIGITS);
        }
        if (lower.endsWith("h")) {
            boolean isNumber = Character.isDigit(lower.charAt(0));
            return isNumber ? digits(lower.substring(0, lower.length() - 1), 16, MAX_HEX_DIGITS) : -1;
        }
        return digits(lower, 10, MAX_DECIMAL_DIGITS);
    }

    /** Digits only, in ASCII; read by hand because a source has a number or two in each line. */
    private static int digits(String text, int radix, int atMost) {
        if (text.isEmpty() || text.length() > atMost) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static String[] words(String line) {
        return BLANKS.split(withoutComment(line).strip());
    }

    private static String withoutComment(String line) {
        int at = commentStart(line);
        return at < 0 ? line : line.substring(0, at);
    }

    private static String trailingComment(String line) {
        int at = commentStart(line);
        return at < 0 ? "" : line.substring(at + 1).replaceFirst("^ ", "").stripTrailing();
    }

    private static int commentStart(String line) {
        int semicolon = line.indexOf(';');
        int hash = line.indexOf('#');
        return semicolon < 0 ? hash : hash < 0 ? semicolon : Math.min(semicolon, hash);
    }
}
