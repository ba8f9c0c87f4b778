package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.model.OsFacts;
import pxos.model.PlanReader.Plan;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.JsonNode;

/** What a model is told: the goal, the OS as it is, the library, earlier runs. */
final class Briefing {

    private final PrimitiveBuilder builder;
    private final TemplateLibrary library;
    private final NasmAssembler assembler;
    private final boolean forPrompts;
    private Map<OsFacts.Template, Boolean> templates;

    /** @param forPrompts whether anybody reads it as a prompt; otherwise the library is left out */
    Briefing(PrimitiveBuilder builder, TemplateLibrary library, NasmAssembler assembler, boolean forPrompts) {
        this.builder = builder;
        this.library = library;
        this.assembler = assembler;
        this.forPrompts = forPrompts;
    }

    /** @param plan the plan made earlier; empty where it is asked for, or where there is none */
    Request request(RunContext run, WorkItem item, Purpose purpose, String plan) {
        Optional<Milestone> milestone = run.found().roadmap().milestone(item.milestone());
        List<String> present = new ArrayList<>(run.present());
        present.add(item.feature());
        return new Request(
                purpose,
                item.goal(),
                item.milestone(),
                milestone.map(Milestone::constraints).orElse(List.of()),
                milestone.map(found -> found.scenarios(item.feature(), present)).orElse(List.of()),
                facts(
                        run.work().source(),
                        item,
                        milestone.map(Milestone::templates).orElse(List.of())),
                run.memories(),
                List.of(),
                plan,
                item.known());
    }

    /** A plan as the author of the code is told of it. */
    static String text(Plan plan) {
        if (plan.tests().isEmpty()) {
            return plan.text();
        }
        return plan.text()
                + "\nIts tests run too; one of yours with the same name takes the place of one that is wrong:\n"
                + plan.tests().stream().map(Json::write).collect(Collectors.joining("\n"));
    }

    /** @param useful names of templates that the feature's milestone recommends */
    private OsFacts facts(OsSource source, WorkItem item, List<String> useful) {
        return new OsFacts(
                source.featureNames(),
                source.baseSymbols(),
                builder.free(source),
                PrimitiveBuilder.isExtendedZoneOpen(source),
                assembler.available(),
                templatesFor(item, useful, source.featureNames()));
    }

    /** What the goal speaks of first, then building blocks; of other whole features only those that are not there. */
    private List<OsFacts.Template> templatesFor(WorkItem item, List<String> useful, List<String> present) {
        Set<String> words =
                new HashSet<>(List.of(item.goal().toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
        List<OsFacts.Template> wanted = new ArrayList<>();
        List<OsFacts.Template> blocks = new ArrayList<>();
        List<OsFacts.Template> features = new ArrayList<>();
        for (Map.Entry<OsFacts.Template, Boolean> entry : templates().entrySet()) {
            OsFacts.Template template = entry.getKey();
            boolean own = template.name().equals(item.feature());
            if (own
                    || useful.contains(template.name())
                    || words.containsAll(List.of(template.name().split("_")))) {
                wanted.add(own ? 0 : wanted.size(), template);
            } else if (entry.getValue()) {
                blocks.add(template);
            } else if (!present.contains(template.name())) {
                features.add(new OsFacts.Template(
                        template.name(), template.summary(), template.parameters(), template.sizeBytes(), false));
            }
        }
        return Stream.of(wanted, blocks, features).flatMap(List::stream).toList();
    }

    /** The library by name, and whether each template is a building block. */
    private Map<OsFacts.Template, Boolean> templates() {
        if (templates == null) {
            try {
                templates = forPrompts ? read() : Map.of();
            } catch (IOException e) {
                throw TrialSteps.unreadable(e);
            }
        }
        return templates;
    }

    private Map<OsFacts.Template, Boolean> read() throws IOException {
        Map<OsFacts.Template, Boolean> read = new LinkedHashMap<>();
        for (String name : library.names()) {
            Template template = library.find(name).orElseThrow();
            if (!name.equals(PrimitiveBuilder.ENTRY_TEMPLATE)) {
                read.put(facts(template), isBlock(template));
            }
        }
        return read;
    }

    private OsFacts.Template facts(Template template) {
        return new OsFacts.Template(
                template.name(), template.summary(), parameters(template), template.exampleSizeBytes(), true);
    }

    /** Whether features are made with it; otherwise it is one by itself. */
    private static boolean isBlock(Template template) {
        return template.hooks().isEmpty()
                || !template.parameters().isEmpty() && template.code().isEmpty();
    }

    private static List<String> parameters(Template template) {
        List<String> parameters = new ArrayList<>();
        template.parameters().forEach((name, fragment) -> parameters.add(name + ": " + describe(fragment)));
        return parameters;
    }

    private static String describe(JsonNode fragment) {
        String type = fragment.path("type").asString("string");
        return fragment.has("maxLength")
                ? type + ", at most " + fragment.get("maxLength").asInt()
                : type;
    }
}
