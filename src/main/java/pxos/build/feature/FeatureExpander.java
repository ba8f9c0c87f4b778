package pxos.build.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Nearest;
import pxos.Problem;
import pxos.build.feature.ByteExpression.Reference;
import pxos.build.feature.Primitive.Define;
import pxos.os.Vector;

/** Writes a feature out: templates become their instructions, texts their bytes, hooks their vectors. */
public record FeatureExpander(TemplateLibrary library) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /**
     * The feature's items, in memory order.
     *
     * @throws Problem with everything that is wrong: unknown templates, arguments, bytes, hooks
     * @throws IOException when a template's file cannot be read or is malformed
     */
    public List<CodeItem> expand(Feature feature) throws IOException {
        List<CodeItem> items = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Set<String> prefixes = new HashSet<>();
        if (feature.startAddress() != null) {
            items.add(new CodeItem.Origin(feature.startAddress()));
        }
        for (int i = 0; i < feature.primitives().size(); i++) {
            try {
                items.addAll(items(feature.primitives().get(i), prefixes));
            } catch (Problem e) {
                errors.addAll(e.at("/primitives/" + i + ": ").errors());
            }
        }
        Problem.throwAny(errors, "");
        return new Routines(library).added(items);
    }

    private List<CodeItem> items(Primitive primitive, Set<String> prefixes) throws IOException {
        if (primitive instanceof Primitive.Write write) {
            CodeItem code = CodeItem.Code.of(write.bytes(), Map.of(), write.comment());
            return write.address() == null ? List.of(code) : List.of(new CodeItem.Origin(write.address()), code);
        }
        if (primitive instanceof CodeItem item) {
            return List.of(item);
        }
        if (primitive instanceof Primitive.Call call) {
            return List.of(CodeItem.Code.of("E8 r:{label}", Map.of("label", call.label()), "call " + call.label()));
        }
        if (primitive instanceof Primitive.Text text) {
            String shown = text.text().replaceAll("\\p{Cntrl}", " ");
            return List.of(
                    Define.here(text.label()),
                    CodeItem.Code.of("t:text 00", Map.of("text", text.text()), "db \"" + shown + "\", 0"));
        }
        if (primitive instanceof Primitive.Hook hook) {
            return List.of(attach(hook));
        }
        return items((Primitive.Use) primitive, prefixes);
    }

    private static CodeItem.Attach attach(Primitive.Hook hook) {
        Vector vector = Vector.named(hook.vector())
                .orElseThrow(() -> Problem.input("there is no vector '" + hook.vector() + "'"
                        + Nearest.hint(
                                hook.vector(),
                                Stream.of(Vector.values()).map(Vector::label).toList())));
        boolean named = vector.kind() == Vector.Kind.COMMAND_LIST;
        if (named == (hook.name() == null)) {
            throw Problem.input(
                    named ? "a hook into commands needs the command's name" : "only a hook into commands has a name");
        }
        return new CodeItem.Attach(vector, hook.label(), named ? hook.name().toLowerCase(Locale.ROOT) : "");
    }

    private List<CodeItem> items(Primitive.Use use, Set<String> prefixes) throws IOException {
        Template template = library.find(use.template()).orElse(null);
        if (template == null) {
            throw Problem.input(
                    "there is no template '" + use.template() + "'" + Nearest.hint(use.template(), library.names()));
        }
        List<String> errors = template.errorsIn(use.arguments());
        Problem.throwAny(errors, "");
        if (use.label() == null && template.routine() && template.returns()) {
            return List.of(
                    CodeItem.Code.of("E8 r:{label}", Map.of("label", template.name()), "call " + template.name()));
        }
        Map<String, Object> arguments = template.withDefaults(use.arguments());
        String prefix = distinct(use.label() == null ? template.name() : use.label(), prefixes);
        Map<String, String> locals = locals(template, prefix);
        List<CodeItem> items = new ArrayList<>();
        if (use.label() != null) {
            items.add(Define.here(use.label()));
        }
        items.addAll(code(template, arguments, prefix));
        for (Primitive.Hook hook : template.hooks()) {
            String label = filled(hook.label(), arguments);
            String name = hook.name() == null ? null : filled(hook.name(), arguments);
            items.add(attach(new Primitive.Hook(hook.vector(), locals.getOrDefault(label, label), name)));
        }
        return items;
    }

    /** A template's code, its own labels with a prefix. */
    static List<CodeItem> code(Template template, Map<String, Object> arguments, String prefix) {
        Map<String, String> locals = locals(template, prefix);
        List<CodeItem> items = new ArrayList<>();
        for (int i = 0; i < template.code().size(); i++) {
            Template.Line line = template.code().get(i);
            try {
                items.add(line.label() == null ? code(line, arguments, locals) : Define.here(locals.get(line.label())));
            } catch (Problem e) {
                throw e.at("primitives/" + template.name() + ".json at /code/" + i + ": ");
            }
        }
        return items;
    }

    /** The labels of a template's code, with the names that they get in the feature. */
    private static Map<String, String> locals(Template template, String prefix) {
        Map<String, String> locals = new HashMap<>();
        template.code().stream()
                .map(Template.Line::label)
                .filter(Objects::nonNull)
                .forEach(label -> locals.put(label, prefix + "." + label.replaceFirst("^\\.", "")));
        return locals;
    }

    private static CodeItem.Code code(Template.Line line, Map<String, Object> arguments, Map<String, String> locals) {
        List<ByteExpression> fields = new ArrayList<>();
        for (ByteExpression field : ByteExpression.parse(line.bytes(), arguments)) {
            fields.add(
                    field instanceof Reference reference
                            ? new Reference(
                                    reference.kind(),
                                    locals.getOrDefault(reference.symbol(), reference.symbol()),
                                    reference.offset())
                            : field);
        }
        return new CodeItem.Code(fields, filled(line.asm(), arguments));
    }

    /** {@code text} with {@code {parameter}} replaced by its value. */
    private static String filled(String text, Map<String, Object> arguments) {
        return PARAMETER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        String.valueOf(arguments.getOrDefault(match.group(1), match.group()))));
    }

    private static String distinct(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
