package pxos.build.feature;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.build.asm.NasmAssembler;
import pxos.build.source.FeatureBlock;

/** Routines of the library that a feature calls by their names: each is added once, after its code. */
public final class Routines {

    /** What follows a call or a jump. A text that looks so only brings a routine that nobody calls. */
    private static final Pattern CALLED =
            Pattern.compile("(?mi)^[^;'\"\\n]*?\\b(?:call|j[a-z]{1,5})\\s+(?:near\\s+|short\\s+)?([a-z][a-z0-9_]*)");

    private final TemplateLibrary library;

    public Routines(TemplateLibrary library) {
        this.library = library;
    }

    /** The routines of the library whose names assembly text calls or jumps to. */
    public List<Template> calledBy(Primitive.Asm assembly) throws IOException {
        List<Template> routines = new ArrayList<>();
        for (String name : called(assembly)) {
            library.find(name).filter(Template::routine).ifPresent(routines::add);
        }
        return routines;
    }

    /** The items with the routines that they, or these routines, call and do not define. */
    List<CodeItem> added(List<CodeItem> items) throws IOException {
        List<CodeItem> all = new ArrayList<>(items);
        all.replaceAll(Routines::asOwn);
        Set<String> seen = new HashSet<>();
        items.forEach(item -> seen.addAll(defined(item)));
        Deque<String> called = new ArrayDeque<>();
        items.forEach(item -> called.addAll(called(item)));
        while (!called.isEmpty()) {
            String name = called.remove();
            if (seen.add(name)) {
                for (CodeItem item : routine(name)) {
                    all.add(item);
                    called.addAll(called(item));
                }
            }
        }
        return all;
    }

    private List<CodeItem> routine(String name) throws IOException {
        Template template = library.find(name).filter(Template::routine).orElse(null);
        if (template == null) {
            return List.of();
        }
        List<CodeItem> items = new ArrayList<>();
        items.add(new Primitive.Comment(FeatureBlock.ROUTINE + name + ": " + template.summary()));
        items.add(Primitive.Define.here(name));
        items.addAll(FeatureExpander.code(template, Map.of(), name));
        if (!template.returns()) {
            items.add(CodeItem.Code.of(Template.RETURN, Map.of(), "ret"));
        }
        return items;
    }

    /** What follows the library's remark counts as the library's, so nobody else's may look like it. */
    private static CodeItem asOwn(CodeItem item) {
        return item instanceof Primitive.Comment note && note.text().strip().startsWith(FeatureBlock.ROUTINE.strip())
                ? new Primitive.Comment("own " + note.text().strip())
                : item;
    }

    private static Set<String> defined(CodeItem item) {
        if (item instanceof Primitive.Define label) {
            return Set.of(label.label());
        }
        return item instanceof Primitive.Asm assembly ? NasmAssembler.labelsIn(assembly.code()) : Set.of();
    }

    private static Set<String> called(CodeItem item) {
        Set<String> names = new LinkedHashSet<>();
        if (item instanceof Primitive.Asm assembly) {
            CALLED.matcher(assembly.code()).results().forEach(call -> names.add(call.group(1)));
        } else if (item instanceof CodeItem.Code code) {
            code.fields().stream()
                    .flatMap(field ->
                            field instanceof ByteExpression.Reference label ? Stream.of(label.symbol()) : Stream.of())
                    .forEach(names::add);
        } else if (item instanceof CodeItem.Attach hook) {
            names.add(hook.label());
        }
        return names;
    }
}
