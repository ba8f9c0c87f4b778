package pxos.pipeline;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.os.Vector;

/** What a feature needs of other features, as its primitives show it. */
public final class Requirements {

    /** The feature that calls the routines in the list of commands, and the one for what is none of them. */
    private static final String COMMAND_PARSER = "command_parser";

    /** The feature that puts what is typed into the input line, which handlers of a line are called for. */
    private static final String LINE_EDITOR = "line_editor";

    private final TemplateLibrary library;

    public Requirements(TemplateLibrary library) {
        this.library = library;
    }

    /** Names of the features that must be there for {@code feature} to be reached at all. */
    Set<String> of(Feature feature) throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        for (Primitive primitive : feature.primitives()) {
            if (primitive instanceof Primitive.Hook hook) {
                Vector.named(hook.vector()).ifPresent(vector -> addServer(vector, needed));
            } else if (primitive instanceof Primitive.Use use) {
                library.find(use.template()).map(Template::requires).ifPresent(needed::addAll);
            }
        }
        needed.remove(feature.name());
        return needed;
    }

    private static void addServer(Vector vector, Set<String> needed) {
        if (vector == Vector.COMMANDS || vector == Vector.UNKNOWN_COMMAND) {
            needed.add(COMMAND_PARSER);
        } else if (vector == Vector.ON_LINE) {
            needed.add(LINE_EDITOR);
        }
    }

    /** The same for several features. */
    Set<String> of(List<Feature> features) throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        for (Feature feature : features) {
            needed.addAll(of(feature));
        }
        return needed;
    }
}
