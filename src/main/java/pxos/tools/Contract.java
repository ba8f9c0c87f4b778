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
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import pxos.workspace.Workspace;

/** What an author of code must know: the text that a model is sent, without the frame of a conversation. */
final class Contract {

    /** Everything fits into that. */
    private static final int CONTEXT_TOKENS = 32_768;

    private static final String RULES = "rules";
    private static final String SCHEMA = "schema";
    private static final Pattern BETWEEN_SECTIONS = Pattern.compile("\\n\\n+(?=[A-Z])");

    /** Sections of the conversation with a model, which an agent does not have. */
    private static final List<String> CONVERSATION = List.of("You write features", "GOAL", "PLAN it first");

    /** What can be asked for by itself; all but the last are headings of the text. */
    static final List<String> PARTS =
            List.of("all", RULES, "code", "services", "vectors", "memory", "tests", "routines", "templates", SCHEMA);

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
        Prompt prompt = new PromptWriter().write(code, CONTEXT_TOKENS);
        List<String> sections = new ArrayList<>(List.of(rules()));
        for (String section : BETWEEN_SECTIONS.split(prompt.system() + "\n\n" + prompt.user())) {
            if (CONVERSATION.stream().noneMatch(section::startsWith)) {
                sections.add(
                        section.startsWith("Write the CODE") ? section.substring(section.indexOf("FREE")) : section);
            }
        }
        if (part.equals("all")) {
            return String.join("\n\n", sections);
        }
        String heading = part.toUpperCase(Locale.ROOT);
        return sections.stream()
                .filter(section -> section.startsWith(heading))
                .findFirst()
                .orElseThrow(() -> Problem.input("this pxOS has nothing to say on '" + part + "'"));
    }

    private static String rules() throws IOException {
        try (var text = Contract.class.getResourceAsStream("/tools/rules.md")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
