package pxos.model.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.json.Json;
import pxos.model.OsFacts;
import pxos.model.Request;
import pxos.model.prompt.PromptFile.Section;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.os.Vector;
import pxos.scenario.Scenario;

/** Writes the prompt for a request from the prompt files, cut to what a model's context holds. */
public final class PromptWriter {

    /** The context of a model that nobody says anything else of: LM Studio's own setting. */
    public static final int DEFAULT_CONTEXT_TOKENS = 4096;

    private static final String SYSTEM = "system";
    /** A count that differs more than this from the estimate is not believed. */
    private static final double LARGEST_SCALE = 2;

    private final double scale;

    /** Counts tokens as {@link TokenEstimate} does. */
    public PromptWriter() {
        this(1);
    }

    /** @param scale tokens of the model in one estimated token */
    private PromptWriter(double scale) {
        this.scale = scale;
    }

    /**
     * A writer that has learnt how a model counts.
     *
     * @param sent a prompt of this writer
     * @param tokens what the model counted in it
     */
    public PromptWriter calibrated(Prompt sent, int tokens) {
        double counted = scale * tokens / sent.estimatedTokens();
        return new PromptWriter(Math.max(1 / LARGEST_SCALE, Math.min(LARGEST_SCALE, counted)));
    }

    /** Tokens of a text, estimated. */
    public int tokens(String text) {
        return (int) Math.ceil(TokenEstimate.of(text) * scale);
    }

    /**
     * The prompt as it is sent.
     *
     * @param contextTokens the model's context, prompt and answer together
     */
    public Prompt write(Request request, int contextTokens) {
        String file = request.purpose() == Request.Purpose.PLAN ? "plan.md" : "code.md";
        return assemble(PromptFile.named(file).render(values(request)), contextTokens);
    }

    private Prompt assemble(List<Section> sections, int contextTokens) {
        int budgetTokens = PromptBudget.promptTokens(contextTokens);
        int estimatedBudget = (int) ((budgetTokens - 2 * TokenEstimate.PER_MESSAGE) / scale);
        List<String> texts = PromptBudget.fit(sections, estimatedBudget);
        StringBuilder system = new StringBuilder();
        StringBuilder user = new StringBuilder();
        List<String> cut = new ArrayList<>();
        for (int index = 0; index < sections.size(); index++) {
            Section section = sections.get(index);
            String text = texts.get(index);
            StringBuilder message = section.name().equals(SYSTEM) ? system : user;
            message.append(message.isEmpty() || text.isEmpty() ? "" : "\n").append(text);
            if (!text.equals(section.text())) {
                cut.add(section.name());
            }
        }
        int tokens = tokens(system.toString()) + tokens(user.toString()) + 2 * TokenEstimate.PER_MESSAGE;
        int answerTokens = PromptBudget.answerTokens(contextTokens, tokens);
        return new Prompt(system.toString(), user.toString(), tokens, budgetTokens, answerTokens, cut);
    }

    private static Map<String, String> values(Request request) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("goal", request.goal().strip());
        values.put("milestone", request.milestone());
        values.put("constraints", lines(request.constraints(), "- "));
        values.put("acceptance", acceptance(request.acceptance()));
        values.put("memories", lines(request.memories(), "* "));
        values.put("plan", request.plan().strip());
        putFeedback(values, request.feedback());
        putOs(values, request.state());
        values.put("boot_sector", MemoryMap.BOOT_SECTOR.toString());
        values.put("safe_zone", MemoryMap.SAFE_ZONE.toString());
        values.put("vector_table", MemoryMap.VECTOR_TABLE.toString());
        values.put("extended_zone", MemoryMap.EXTENDED_ZONE.toString());
        values.put(
                "input_line",
                AddressRange.ofSize(MemoryMap.INPUT_LINE, MemoryMap.INPUT_LINE_MAX_CHARACTERS + 1)
                        .toString());
        values.put("vectors", vectors());
        return values;
    }

    private static void putFeedback(Map<String, String> values, List<Request.Feedback> feedback) {
        boolean none = feedback.isEmpty();
        Request.Feedback last = none ? new Request.Feedback("", "") : feedback.get(feedback.size() - 1);
        values.put("problem", last.problem().strip());
        values.put("answer", last.answer().strip());
        List<String> older = new ArrayList<>();
        for (int index = feedback.size() - 2; index >= 0; index--) {
            older.add(feedback.get(index).problem());
        }
        values.put("older", lines(older, "- "));
    }

    private static void putOs(Map<String, String> values, OsFacts facts) {
        values.put("free", free(facts.free()));
        values.put("features", String.join(", ", facts.features()));
        values.put("assembler", facts.assembler() ? "yes" : "");
        values.put("extended", facts.extendedZoneOpen() ? "open, used when the safe zone is full" : "closed");
        values.put(
                "templates",
                facts.templates().stream()
                        .filter(OsFacts.Template::detailed)
                        .map(PromptWriter::template)
                        .collect(Collectors.joining("\n")));
        values.put(
                "library",
                facts.templates().stream()
                        .filter(template -> !template.detailed())
                        .map(OsFacts.Template::name)
                        .collect(Collectors.joining(", ")));
        values.put(
                "symbols",
                facts.symbols().entrySet().stream()
                        .filter(symbol -> !MemoryMap.BOOT_SECTOR.contains(symbol.getValue()))
                        .map(symbol -> symbol.getKey() + "=" + String.format("%04X", symbol.getValue()))
                        .collect(Collectors.joining(" ")));
    }

    private static String free(List<AddressRange> ranges) {
        int sizeBytes = ranges.stream().mapToInt(AddressRange::sizeBytes).sum();
        String list = ranges.stream().limit(8).map(AddressRange::toString).collect(Collectors.joining(", "));
        return ranges.isEmpty() ? "nothing" : sizeBytes + " bytes at " + list;
    }

    private static String template(OsFacts.Template template) {
        return template.name() + "(" + String.join("; ", template.parameters()) + ") " + template.sizeBytes() + ": "
                + template.summary();
    }

    private static String vectors() {
        return Arrays.stream(Vector.values())
                .map(vector -> vector.label() + " (" + describe(vector.kind()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String describe(Vector.Kind kind) {
        return switch (kind) {
            case POINTER -> "text";
            case LIST -> "handlers";
            case COMMAND_LIST -> "named routines";
            case SLOT -> "one routine";
        };
    }

    private static String acceptance(List<Scenario> scenarios) {
        return scenarios.stream().map(Json::write).collect(Collectors.joining("\n"));
    }

    private static String lines(List<String> texts, String mark) {
        return texts.stream().map(text -> mark + text.strip()).collect(Collectors.joining("\n"));
    }
}
