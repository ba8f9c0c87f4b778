package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.model.OsFacts;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.os.Vector;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.JsonNode;

/** What a model is told: the goal, the OS as it is, the library, earlier runs. */
final class Briefing {

    private final PrimitiveBuilder builder;
    private final TemplateLibrary library;
    private final NasmAssembler assembler;
    private final boolean forPrompts;
    private List<OsFacts.Template> templates;

    /** @param forPrompts whether anybody reads it as a prompt; otherwise the library is left out */
    Briefing(PrimitiveBuilder builder, TemplateLibrary library, NasmAssembler assembler, boolean forPrompts) {
        this.builder = builder;
        this.library = library;
        this.assembler = assembler;
        this.forPrompts = forPrompts;
    }

    /** What is asked of an item that no plan was made for, or the plan itself. */
    Request request(RunContext run, WorkItem item, Purpose purpose) {
        Optional<Milestone> milestone = run.found().roadmap().milestone(item.milestone());
        List<String> present = new ArrayList<>(run.present());
        present.add(item.feature());
        return new Request(
                purpose,
                item.goal(),
                item.milestone(),
                joined(
                        run.request().wish().constraints(),
                        milestone.map(Milestone::constraints).orElse(List.of())),
                milestone
                        .map(found -> found.scenarios(item.feature(), present))
                        .orElse(run.request().wish().acceptance()),
                facts(run, item, milestone.map(Milestone::templates).orElse(List.of())),
                joined(run.request().wish().parents(), run.memories()),
                List.of(),
                "",
                item.known());
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** After a plan, what is asked for its code: the same, so that a server has read it already, and the OS as it is now. */
    Request coding(RunContext run, WorkItem item, Request planned, String plan) {
        return planned.coding(plan, facts(run, item, List.of()));
    }

    /** @param useful names of templates that the feature's milestone recommends */
    private OsFacts facts(RunContext run, WorkItem item, List<String> useful) {
        OsSource source = run.work().source();
        return new OsFacts(
                source.featureNames(),
                source.baseSymbols(),
                builder.free(source),
                PrimitiveBuilder.isExtendedZoneOpen(source),
                assembler.available(),
                offered(item, useful, source.featureNames()),
                run.work().image().textAt(Vector.PROMPT));
    }

    /** What the goal speaks of first, then by use; of whole features only those that are not there. */
    private List<OsFacts.Template> offered(WorkItem item, List<String> useful, List<String> present) {
        TemplateOrder order = new TemplateOrder(item.goal(), item.feature(), useful);
        return templates().stream()
                .filter(template -> template.kind() != OsFacts.Kind.FEATURE || !present.contains(template.name()))
                .sorted(Comparator.comparing(template -> order.of(template.name(), template.summary())))
                .toList();
    }

    private List<OsFacts.Template> templates() {
        if (templates == null) {
            try {
                templates = forPrompts ? read() : List.of();
            } catch (IOException e) {
                throw TrialSteps.unreadable(e);
            }
        }
        return templates;
    }

    private List<OsFacts.Template> read() throws IOException {
        List<OsFacts.Template> read = new ArrayList<>();
        for (String name : library.names()) {
            Template template = library.find(name).orElseThrow();
            if (!name.equals(PrimitiveBuilder.ENTRY_TEMPLATE)) {
                read.add(new OsFacts.Template(
                        name,
                        template.summary(),
                        parameters(template),
                        template.exampleSizeBytes(),
                        kind(template),
                        template.clobbers(),
                        template.argumentsSchema()));
            }
        }
        return read;
    }

    /** Building blocks are what features are made with; other templates are features by themselves. */
    private static OsFacts.Kind kind(Template template) {
        if (template.routine()) {
            return OsFacts.Kind.ROUTINE;
        }
        boolean block = template.hooks().isEmpty()
                || !template.parameters().isEmpty() && template.code().isEmpty();
        return block ? OsFacts.Kind.BLOCK : OsFacts.Kind.FEATURE;
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
