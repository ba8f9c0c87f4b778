package pxos.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.prompt.PromptWriter;
import pxos.workspace.Workspace;

/** What an author of code must know: the text that a model is sent, without the frame of a conversation. */
final class Contract {

    /** Everything fits into that. */
    private static final int CONTEXT_TOKENS = 32_768;

    private static final String RULES = "rules";
    private static final String SCHEMA = "schema";
    private static final Pattern HEADING = Pattern.compile("(?<=\\n)\\n(?=[A-Z]{4,})|\\n\\n(?=[A-Z]{4,})");

    /** What can be asked for by itself; the rest are headings of the text. */
    static final List<String> PARTS =
            List.of("all", RULES, "contract", "example", "services", "vectors", "tests", "memory", "templates", SCHEMA);

    private Contract() {}

    /**
     * The text, or a part of it.
     *
     * @param questions what a model would be asked first
     * @param part one of {@link #PARTS}
     */
    static String text(Workspace workspace, List<Request> questions, String part) throws IOException {
        if (part.equals(SCHEMA)) {
            return Files.readString(workspace.schemas().resolve("ai_primitives.schema.json"));
        }
        Request code = questions.stream()
                .filter(request -> request.purpose() == Purpose.CODE)
                .findFirst()
                .orElseThrow();
        List<String> sections = new ArrayList<>();
        sections.add(rules());
        sections.addAll(List.of(
                HEADING.split(new PromptWriter().write(code, CONTEXT_TOKENS).user())));
        sections.removeIf(section -> section.startsWith("GOAL"));
        if (part.equals("all")) {
            return String.join("\n\n", sections);
        }
        String heading = part.toUpperCase(Locale.ROOT);
        return sections.stream()
                .filter(section -> section.startsWith(heading) || section.contains("\n" + heading))
                .findFirst()
                .orElseThrow(() -> Problem.input("this pxOS has nothing to say on '" + part + "'"));
    }

    private static String rules() throws IOException {
        try (var text = Contract.class.getResourceAsStream("/tools/rules.md")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
