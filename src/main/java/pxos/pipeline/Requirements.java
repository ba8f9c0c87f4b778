package pxos.pipeline;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.feature.Routines;
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

    Requirements(TemplateLibrary library) {
        this.library = library;
    }

    /** Names of the features that must be there for each of {@code features} to be reached at all. */
    Set<String> of(List<Feature> features) {
        Set<String> needed = new LinkedHashSet<>();
        for (Feature feature : features) {
            Set<String> own = new LinkedHashSet<>();
            feature.primitives().forEach(primitive -> own.addAll(neededBy(primitive)));
            own.remove(feature.name());
            needed.addAll(own);
        }
        return needed;
    }

    private List<String> neededBy(Primitive primitive) {
        if (primitive instanceof Primitive.Hook hook) {
            return Vector.named(hook.vector()).flatMap(Requirements::server).stream()
                    .toList();
        }
        try {
            return needed(primitive);
        } catch (IOException e) {
            throw TrialSteps.unreadable(e);
        }
    }

    private List<String> needed(Primitive primitive) throws IOException {
        if (primitive instanceof Primitive.Use use) {
            return library.find(use.template()).map(Template::requires).orElse(List.of());
        }
        if (primitive instanceof Primitive.Asm assembly) {
            return new Routines(library)
                    .calledBy(assembly).stream()
                            .flatMap(routine -> routine.requires().stream())
                            .toList();
        }
        return List.of();
    }

    /** The feature that serves what is attached to a vector; empty where the base does. */
    public static Optional<String> server(Vector vector) {
        return switch (vector) {
            case COMMANDS, UNKNOWN_COMMAND -> Optional.of(COMMAND_PARSER);
            case ON_LINE -> Optional.of(LINE_EDITOR);
            default -> Optional.empty();
        };
    }
}
