package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.Assembler;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.model.OsFacts;
import pxos.pipeline.RunFailure.Kind;
import tools.jackson.databind.JsonNode;

/** What a model is told of the OS and of the library. */
public final class Facts {

    private final PrimitiveBuilder builder;
    private final TemplateLibrary library;
    private final FeatureExpander expander;
    private final Assembler assembler;
    private final boolean forPrompts;
    private final FutureTask<Map<OsFacts.Template, Boolean>> templates = new FutureTask<>(this::read);

    /** @param forPrompts whether anybody reads them as a prompt; otherwise the library is left out */
    public Facts(PrimitiveBuilder builder, TemplateLibrary library, Assembler assembler, boolean forPrompts) {
        this.builder = builder;
        this.library = library;
        this.expander = new FeatureExpander(library);
        this.assembler = assembler;
        this.forPrompts = forPrompts;
    }

    /** Begins to read the library, which takes a while, on another thread. */
    public void readAhead() {
        Thread reader = new Thread(templates, "library");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * The facts for one feature.
     *
     * @param useful names of templates that its milestone recommends
     */
    OsFacts of(OsSource source, WorkItem item, List<String> useful) throws RunFailedException {
        return new OsFacts(
                source.featureNames(),
                source.baseSymbols(),
                builder.free(source),
                PrimitiveBuilder.isExtendedZoneOpen(source),
                assembler.available(),
                templatesFor(item, useful, source.featureNames()));
    }

    /** What the goal speaks of first, then building blocks; of other whole features only those that are not there. */
    private List<OsFacts.Template> templatesFor(WorkItem item, List<String> useful, List<String> present)
            throws RunFailedException {
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
    private Map<OsFacts.Template, Boolean> read() throws IOException {
        Map<OsFacts.Template, Boolean> read = new LinkedHashMap<>();
        for (String name : forPrompts ? library.names() : List.<String>of()) {
            Template template = library.find(name).orElseThrow();
            if (!name.equals(PrimitiveBuilder.ENTRY_TEMPLATE)) {
                read.put(facts(template), isBlock(template));
            }
        }
        return read;
    }

    private Map<OsFacts.Template, Boolean> templates() throws RunFailedException {
        templates.run();
        try {
            return templates.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new RunFailedException(
                    new RunFailure(
                            Stage.PLAN,
                            Kind.INPUT,
                            e.getCause().getMessage(),
                            "Put the template right, or restore it."),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private OsFacts.Template facts(Template template) {
        return new OsFacts.Template(
                template.name(), template.summary(), parameters(template), expander.exampleSizeBytes(template), true);
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
