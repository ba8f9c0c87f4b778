package pxos.build.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.os.Vector;

/** Writes a feature out: templates become their instructions, texts their bytes, hooks their vectors. */
public final class FeatureExpander {

    private static final int NEAR_CALL = 0xE8;
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final TemplateLibrary library;

    public FeatureExpander(TemplateLibrary library) {
        this.library = library;
    }

    /**
     * The feature's items, in memory order.
     *
     * @throws InvalidFeatureException with everything that is wrong: unknown templates, arguments, bytes, hooks
     * @throws IOException when a template's file cannot be read or is malformed
     */
    public List<CodeItem> expand(Feature feature) throws InvalidFeatureException, IOException {
        List<CodeItem> items = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Set<String> prefixes = new HashSet<>();
        if (feature.startAddress() != null) {
            items.add(new CodeItem.Origin(feature.startAddress()));
        }
        for (int i = 0; i < feature.primitives().size(); i++) {
            try {
                expand(feature.primitives().get(i), prefixes, items);
            } catch (IllegalArgumentException e) {
                errors.add("/primitives/" + i + ": " + e.getMessage());
            } catch (InvalidFeatureException e) {
                for (String error : e.errors()) {
                    errors.add("/primitives/" + i + ": " + error);
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidFeatureException(errors);
        }
        return items;
    }

    private void expand(Primitive primitive, Set<String> prefixes, List<CodeItem> items)
            throws InvalidFeatureException, IOException {
        if (primitive instanceof Primitive.Write write) {
            if (write.address() != null) {
                items.add(new CodeItem.Origin(write.address()));
            }
            items.add(new CodeItem.Code(ByteNotation.parse(write.bytes(), Map.of()), write.comment()));
        } else if (primitive instanceof Primitive.Define define) {
            items.add(
                    define.address() == null
                            ? new CodeItem.Label(define.label())
                            : new CodeItem.Constant(define.label(), define.address()));
        } else if (primitive instanceof Primitive.Comment comment) {
            items.add(new CodeItem.Note(comment.text()));
        } else if (primitive instanceof Primitive.Call call) {
            items.add(new CodeItem.Code(
                    List.of(
                            new ByteExpression.Literal(NEAR_CALL),
                            new ByteExpression.Reference(ByteExpression.Kind.NEAR, call.label(), 0)),
                    "call " + call.label()));
        } else if (primitive instanceof Primitive.Text text) {
            items.add(new CodeItem.Label(text.label()));
            items.add(new CodeItem.Code(ByteNotation.parse("t:text 00", Map.of("text", text.text())), quoted(text)));
        } else if (primitive instanceof Primitive.Hook hook) {
            items.add(attach(hook));
        } else if (primitive instanceof Primitive.Asm asm) {
            items.add(new CodeItem.Assembly(asm.code()));
        } else if (primitive instanceof Primitive.Use use) {
            expandTemplate(use, prefixes, items);
        }
    }

    private static String quoted(Primitive.Text text) {
        return "db \"" + text.text().replaceAll("\\p{Cntrl}", " ") + "\", 0";
    }

    private static CodeItem.Attach attach(Primitive.Hook hook) {
        Vector vector = Vector.named(hook.vector())
                .orElseThrow(() -> new IllegalArgumentException("there is no vector '" + hook.vector() + "'"));
        boolean named = vector.kind() == Vector.Kind.COMMAND_LIST;
        if (named == (hook.name() == null)) {
            throw new IllegalArgumentException(
                    named ? "a hook into commands needs the command's name" : "only a hook into commands has a name");
        }
        return new CodeItem.Attach(vector, hook.label(), named ? hook.name().toLowerCase(java.util.Locale.ROOT) : "");
    }

    private void expandTemplate(Primitive.Use use, Set<String> prefixes, List<CodeItem> items)
            throws InvalidFeatureException, IOException {
        Template template = library.find(use.template())
                .orElseThrow(() -> new IllegalArgumentException("there is no template '" + use.template() + "'"));
        List<String> errors = library.errorsIn(template, use.arguments());
        if (!errors.isEmpty()) {
            throw new InvalidFeatureException(errors);
        }
        Map<String, Object> arguments = withDefaults(template, use.arguments());
        String prefix = distinct(use.label() == null ? template.name() : use.label(), prefixes);
        Map<String, String> locals = new HashMap<>();
        for (Template.Line line : template.code()) {
            if (line.label() != null) {
                locals.put(line.label(), prefix + "." + withoutDot(line.label()));
            }
        }
        if (use.label() != null) {
            items.add(new CodeItem.Label(use.label()));
        }
        for (Template.Line line : template.code()) {
            items.add(
                    line.label() != null
                            ? new CodeItem.Label(locals.get(line.label()))
                            : code(line, arguments, locals));
        }
        for (Primitive.Hook hook : template.hooks()) {
            String label = filled(hook.label(), arguments);
            items.add(attach(new Primitive.Hook(
                    hook.vector(),
                    locals.getOrDefault(label, label),
                    hook.name() == null ? null : filled(hook.name(), arguments))));
        }
    }

    /** Bytes of a template's code with its example arguments, without its list nodes; 0 where it has no right example. */
    public int exampleSizeBytes(Template template) {
        Map<String, Object> arguments = withDefaults(template, template.example());
        int sum = 0;
        try {
            for (Template.Line line : template.code()) {
                if (line.label() == null) {
                    for (ByteExpression field : ByteNotation.parse(line.bytes(), arguments)) {
                        sum += field.sizeBytes();
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            return 0;
        }
        return sum;
    }

    private static String withoutDot(String label) {
        return label.startsWith(".") ? label.substring(1) : label;
    }

    private static CodeItem.Code code(Template.Line line, Map<String, Object> arguments, Map<String, String> locals) {
        List<ByteExpression> fields = new ArrayList<>();
        for (ByteExpression field : ByteNotation.parse(line.bytes(), arguments)) {
            if (field instanceof ByteExpression.Reference reference && locals.containsKey(reference.symbol())) {
                fields.add(new ByteExpression.Reference(
                        reference.kind(), locals.get(reference.symbol()), reference.offset()));
            } else {
                fields.add(field);
            }
        }
        return new CodeItem.Code(fields, filled(line.asm(), arguments));
    }

    private static Map<String, Object> withDefaults(Template template, Map<String, Object> given) {
        Map<String, Object> arguments = new LinkedHashMap<>(given);
        template.parameters().forEach((name, fragment) -> {
            if (fragment.has("default")) {
                arguments.putIfAbsent(
                        name,
                        fragment.get("default").isNumber()
                                ? (Object) fragment.get("default").asInt()
                                : fragment.get("default").asString());
            }
        });
        return arguments;
    }

    /** {@code text} with {@code {parameter}} replaced by its value. */
    private static String filled(String text, Map<String, Object> arguments) {
        return text.indexOf('{') < 0
                ? text
                : PARAMETER
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
