package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pxos.asm.Assembler;
import pxos.build.PrimitiveBuilder;
import pxos.feature.CodeItem;
import pxos.feature.Feature;
import pxos.feature.FeatureExpander;
import pxos.feature.InvalidFeatureException;
import pxos.feature.Primitive;
import pxos.feature.Template;
import pxos.feature.TemplateLibrary;
import pxos.model.OsFacts;
import pxos.model.TemplateFacts;
import pxos.pipeline.RunFailure.Kind;
import pxos.source.OsSource;
import tools.jackson.databind.JsonNode;

/** What a model is told of the OS and of the library. */
public final class Facts {

    private final PrimitiveBuilder builder;
    private final TemplateLibrary library;
    private final Assembler assembler;
    private final boolean forPrompts;
    private List<TemplateFacts> templates;

    /** @param forPrompts whether anybody reads them as a prompt; otherwise the library is left out */
    public Facts(PrimitiveBuilder builder, TemplateLibrary library, Assembler assembler, boolean forPrompts) {
        this.builder = builder;
        this.library = library;
        this.assembler = assembler;
        this.forPrompts = forPrompts;
    }

    OsFacts of(OsSource source) throws RunFailedException {
        return new OsFacts(
                source.featureNames(),
                source.baseSymbols(),
                builder.free(source),
                PrimitiveBuilder.isExtendedZoneOpen(source),
                assembler.available(),
                templates());
    }

    private List<TemplateFacts> templates() throws RunFailedException {
        if (templates == null) {
            templates = new ArrayList<>();
            try {
                for (Template template : forPrompts ? blocksFirst() : List.<Template>of()) {
                    templates.add(new TemplateFacts(
                            template.name(), template.summary(), parameters(template), size(template)));
                }
            } catch (IOException e) {
                throw new RunFailedException(
                        new RunFailure(Stage.PLAN, Kind.INPUT, e.getMessage(), "Put the template right, or restore it."),
                        e);
            }
        }
        return templates;
    }

    /** The library in the order in which a prompt can do without it: building blocks, then whole features. */
    private List<Template> blocksFirst() throws IOException {
        List<Template> blocks = new ArrayList<>();
        List<Template> features = new ArrayList<>();
        for (String name : library.names()) {
            Template template = library.find(name).orElseThrow();
            boolean block = template.hooks().isEmpty() || !template.parameters().isEmpty() && template.code().isEmpty();
            if (!name.equals(PrimitiveBuilder.ENTRY_TEMPLATE)) {
                (block ? blocks : features).add(template);
            }
        }
        blocks.addAll(features);
        return blocks;
    }

    private static List<String> parameters(Template template) {
        List<String> parameters = new ArrayList<>();
        template.parameters().forEach((name, fragment) -> parameters.add(name + ": " + describe(fragment)));
        return parameters;
    }

    private static String describe(JsonNode fragment) {
        String type = fragment.path("type").asString("string");
        return fragment.has("maxLength") ? type + ", at most " + fragment.get("maxLength") : type;
    }

    /** Bytes of the template's code with its example arguments, without its list nodes; 0 where it has no example. */
    private int size(Template template) throws IOException {
        Primitive use = new Primitive.Use(template.name(), template.example(), null);
        try {
            return new FeatureExpander(library)
                    .expand(new Feature(template.name(), null, List.of(use), List.of())).stream()
                            .mapToInt(item -> item instanceof CodeItem.Code code ? code.sizeBytes() : 0)
                            .sum();
        } catch (InvalidFeatureException e) {
            return 0;
        }
    }
}
