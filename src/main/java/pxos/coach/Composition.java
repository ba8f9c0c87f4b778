package pxos.coach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What answers are made of: what was composed of tested parts, and what was written raw.
 *
 * @param templates names of the templates used, once for each use
 * @param services how many calls there are of the services of pxOS
 * @param texts how many TEXT primitives
 * @param rawInstructions lines of assembly that make code or data
 * @param rawBytes bytes given as numbers
 */
public record Composition(List<String> templates, int services, int texts, int rawInstructions, int rawBytes) {

    private static final Pattern COMMENT = Pattern.compile(";.*$");
    private static final Pattern LABEL = Pattern.compile("^\\s*[A-Za-z_.$?][\\w.$?@#~]*:\\s*");
    private static final Pattern SERVICE =
            Pattern.compile("^\\s*call\\s+(puts|putc|newline|getkey|skip|errs|prompt|readsec|run_list)\\b.*");

    public Composition {
        templates = List.copyOf(templates);
    }

    /** Of the answers together; empty where there are none. */
    static Optional<Composition> of(List<JsonNode> answers) {
        return answers.stream().map(Composition::of).reduce(Composition::and);
    }

    private static Composition of(JsonNode answer) {
        List<String> templates = new ArrayList<>();
        int services = 0;
        int texts = 0;
        int instructions = 0;
        int bytes = 0;
        for (JsonNode primitive : answer.path("primitives")) {
            switch (primitive.path("type").asString("")) {
                case "USE" -> templates.add(primitive.path("template").asString(""));
                case "TEXT" -> texts++;
                case "CALL" -> services++;
                case "WRITE" -> bytes += bytes(primitive.path("bytes").asString(""));
                case "ASM" -> {
                    List<String> lines = instructions(primitive);
                    long calls = lines.stream()
                            .filter(line -> SERVICE.matcher(line).matches())
                            .count();
                    services += (int) calls;
                    instructions += lines.size() - (int) calls;
                }
                default -> {
                    // A hook, a label or a comment is no code.
                }
            }
        }
        return new Composition(templates, services, texts, instructions, bytes);
    }

    /** The lines of a primitive that make code or data, without labels and comments. */
    static List<String> instructions(JsonNode asm) {
        return asm.path("code")
                .asString("")
                .lines()
                .map(line -> COMMENT.matcher(line).replaceFirst(""))
                .map(line -> LABEL.matcher(line).replaceFirst(""))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static int bytes(String fields) {
        int bytes = 0;
        for (String field : fields.strip().split("\\s+")) {
            bytes += field.startsWith("w:") || field.startsWith("r:") ? 2 : field.isEmpty() ? 0 : 1;
        }
        return bytes;
    }

    private Composition and(Composition more) {
        List<String> all = new ArrayList<>(templates);
        all.addAll(more.templates);
        return new Composition(
                all,
                services + more.services,
                texts + more.texts,
                rawInstructions + more.rawInstructions,
                rawBytes + more.rawBytes);
    }

    /** Such as {@code "2 templates (help, echo), 3 calls of services, 1 text; 12 instructions and 0 bytes raw"}. */
    String inWords() {
        String parts = templates.isEmpty()
                ? "no template"
                : Plural.count(templates.size(), "template") + " (" + String.join(", ", templates) + ")";
        return parts + ", " + Plural.count(services, "call") + " of services, " + Plural.count(texts, "text") + "; "
                + Plural.count(rawInstructions, "instruction") + " and " + Plural.count(rawBytes, "byte") + " raw";
    }
}
