package pxos.model.prompt;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.json.Json;
import pxos.model.OsFacts;
import pxos.model.Request;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.scenario.Scenario;

/** What the variables of the prompt files stand for, by name. */
final class PromptValues {

    private PromptValues() {}

    static Map<String, String> of(Request request) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("goal", request.goal().strip());
        values.put("milestone", request.milestone());
        values.put("constraints", lines(request.constraints(), "- "));
        values.put("acceptance", acceptance(request.acceptance()));
        values.put("memories", lines(request.memories(), "* "));
        putOs(values, request.state());
        putCode(values, request);
        values.put("boot_sector", MemoryMap.BOOT_SECTOR.toString());
        values.put("vector_table", MemoryMap.VECTOR_TABLE.toString());
        Examples.put(values, request.goal(), request.state().assembler());
        return values;
    }

    private static void putOs(Map<String, String> values, OsFacts facts) {
        values.put("free", free(facts));
        values.put("features", String.join(", ", facts.features()));
        values.put("assembler", facts.assembler() ? "yes" : "");
        values.put("prompt_text", facts.promptText().isEmpty() ? "" : " (\"" + facts.promptText() + "\")");
        values.put("routines", templates(facts, OsFacts.Kind.ROUTINE));
        values.put("templates", templates(facts, OsFacts.Kind.BLOCK));
        values.put(
                "library",
                facts.templates().stream()
                        .filter(template -> template.kind() == OsFacts.Kind.FEATURE)
                        .map(OsFacts.Template::name)
                        .collect(Collectors.joining(", ")));
    }

    /** What is to be said when code is asked for; the plan may be older than the OS. */
    private static void putCode(Map<String, String> values, Request request) {
        boolean planned = !request.plan().isEmpty();
        boolean tested = planned && request.plan().contains("\"keys\"");
        OsFacts now = request.now();
        boolean same = now.features().equals(request.state().features());
        values.put("what", planned ? "Now write the" : "Write the");
        values.put("of_what", planned ? " of what you planned" : "");
        values.put("free_now", free(now));
        values.put("present_now", same ? "" : "\nPRESENT by now: " + String.join(", ", now.features()));
        values.put(
                "planned_tests",
                tested
                        ? "\nThe plan's tests are run too; one of yours with the same name takes the place of one that is wrong."
                        : "");
    }

    private static String free(OsFacts facts) {
        List<AddressRange> ranges = facts.free();
        String room = ranges.stream()
                .max(Comparator.comparingInt(AddressRange::sizeBytes))
                .map(range -> range.sizeBytes() + " bytes in one piece, at " + range)
                .orElse("nothing");
        return facts.extendedZoneOpen() ? room : room + " (8,000 more once extended_loader is present)";
    }

    private static String templates(OsFacts facts, OsFacts.Kind kind) {
        return facts.templates().stream()
                .filter(template -> template.kind() == kind)
                .map(PromptValues::template)
                .collect(Collectors.joining("\n"));
    }

    private static String template(OsFacts.Template template) {
        boolean routine = template.kind() == OsFacts.Kind.ROUTINE;
        String parameters = routine ? "" : "(" + String.join("; ", template.parameters()) + ")";
        String changed = template.clobbers().isEmpty()
                ? ""
                : " Changes " + String.join(" ", template.clobbers()).toUpperCase(Locale.ROOT) + ".";
        return template.name() + parameters + " " + template.sizeBytes() + ": " + template.summary() + changed;
    }

    static String acceptance(List<Scenario> scenarios) {
        return scenarios.stream().map(Json::write).collect(Collectors.joining("\n"));
    }

    private static String lines(List<String> texts, String mark) {
        return texts.stream().map(text -> mark + text.strip()).collect(Collectors.joining("\n"));
    }
}
