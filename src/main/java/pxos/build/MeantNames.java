package pxos.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;

/**
 * Names in an answer that can only mean one thing: labels in other letters ({@code CALL PUTS}), and services under a name of
 * another system, where the code before the call has their argument in the right register.
 */
final class MeantNames {

    private static final Pattern NAME = Pattern.compile("(?<![\\w.$@%'\"])\\.?[A-Za-z_]\\w*");
    private static final Pattern CALL = Pattern.compile("(?i)^(\\s*(?:[.\\w]+:\\s*)?call\\s+)([A-Za-z_]\\w*)(\\s*)$");
    private static final Pattern LOCAL = Pattern.compile("(?m)^\\s*(\\.[A-Za-z_]\\w*)");
    private static final Pattern CONSTANT = Pattern.compile("(?mi)^\\s*([A-Za-z_]\\w*)\\s+equ\\b");

    private static final int LINES_BEFORE = 4;

    private static final Pattern GOES_ELSEWHERE = Pattern.compile("(?i)\\s*([.\\w]+:\\s*)?(ret|jmp)\\b.*");
    private static final Pattern TO_SI = Pattern.compile("(?i).*\\b(si\\b|lodsb|parse_number|skip|puts|read_file).*");
    private static final Pattern TO_AL = Pattern.compile("(?i).*\\b(a[lx]\\b|lodsb|lodsw|getkey).*");
    private static final Pattern TO_AX = Pattern.compile("(?i).*\\b(ax\\b|lodsw|mul\\b|div\\b|parse_number).*");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\s*([.\\w]+:\\s*)?(mov|lea)\\s+(dx|di|bx|ax|bp)\\s*,\\s*"
                    + "\\[?(?!(?:e?[abcd]x|[abcd][lh]|[sd]i|[bs]p|[cdefgs]s)\\b)[a-z_.].*");
    private static final Pattern TO_DL = Pattern.compile("(?i)\\s*([.\\w]+:\\s*)?(mov|pop)\\s+d[lx]\\b.*");

    private final Set<String> known;
    private final TemplateLibrary library;

    /** @param theOs labels of the OS */
    MeantNames(Set<String> theOs, TemplateLibrary library) throws IOException {
        this.library = library;
        this.known = new HashSet<>(theOs);
        for (String name : library.names()) {
            if (library.find(name).filter(Template::routine).isPresent()) {
                known.add(name);
            }
        }
    }

    /** The feature with the names that it means. */
    Feature in(Feature feature) {
        Set<String> all = new HashSet<>(known);
        all.addAll(own(feature));
        List<Primitive> mended = new ArrayList<>();
        for (Primitive primitive : feature.primitives()) {
            if (primitive instanceof Primitive.Asm assembly) {
                mended.add(new Primitive.Asm(code(assembly.code(), all)));
            } else if (primitive instanceof Primitive.Call call) {
                mended.add(new Primitive.Call(called(call.label(), List.of("mov dx, text"), all)));
            } else if (primitive instanceof Primitive.Hook hook) {
                mended.add(new Primitive.Hook(hook.vector(), spelt(hook.label(), all), hook.name()));
            } else {
                mended.add(primitive);
            }
        }
        return new Feature(feature.name(), feature.startAddress(), mended, feature.tests());
    }

    private static Set<String> own(Feature feature) {
        Set<String> own = new HashSet<>();
        for (Primitive primitive : feature.primitives()) {
            if (primitive instanceof Primitive.Asm assembly) {
                own.addAll(NasmAssembler.labelsIn(assembly.code()));
                CONSTANT.matcher(assembly.code()).results().forEach(constant -> own.add(constant.group(1)));
                LOCAL.matcher(assembly.code()).results().forEach(label -> own.add(label.group(1)));
            } else if (primitive instanceof Primitive.Text text) {
                own.add(text.label());
            } else if (primitive instanceof Primitive.Define label) {
                own.add(label.label());
            } else if (primitive instanceof Primitive.Use use && use.label() != null) {
                own.add(use.label());
            }
        }
        return own;
    }

    private String code(String code, Set<String> all) {
        List<String> lines = new ArrayList<>();
        for (String line : code.split("\n", -1)) {
            String text = respelt(line, all);
            Matcher call = CALL.matcher(text);
            lines.add(
                    call.matches() ? call.group(1) + called(call.group(2), before(lines), all) + call.group(3) : text);
        }
        return String.join("\n", lines);
    }

    /** The last instructions of some lines, as far as nothing says that they lead elsewhere. */
    private static List<String> before(List<String> lines) {
        List<String> before = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0 && before.size() < LINES_BEFORE; i--) {
            if (GOES_ELSEWHERE.matcher(lines.get(i)).matches()) {
                break;
            }
            if (!lines.get(i).isBlank()) {
                before.add(lines.get(i));
            }
        }
        return before;
    }

    /** What a line's names mean, its strings and its comment left alone. */
    private String respelt(String line, Set<String> all) {
        int end = line.indexOf(';') < 0 || line.matches(".*['\"].*;.*['\"].*") ? line.length() : line.indexOf(';');
        if (line.substring(0, end).matches(".*['\"].*")) {
            return line;
        }
        return NAME.matcher(line.substring(0, end))
                        .replaceAll(name -> Matcher.quoteReplacement(spelt(name.group(), all)))
                + line.substring(end);
    }

    private static String spelt(String name, Set<String> all) {
        if (all.contains(name)) {
            return name;
        }
        Set<String> others = all.stream().filter(name::equalsIgnoreCase).collect(Collectors.toSet());
        return others.size() == 1 ? others.iterator().next() : name;
    }

    private String called(String name, List<String> before, Set<String> all) {
        Optional<String> meant = OtherNames.meant(name).filter(all::contains);
        return all.contains(name) || meant.isEmpty() || !isArgumentThere(meant.get(), before) ? name : meant.get();
    }

    private static boolean isArgumentThere(String service, List<String> before) {
        return switch (service) {
            case "newline", "getkey", "clear_screen" -> true;
            case "parse_number", "skip" -> first(before, ADDRESS) == before.size();
            case "puts", "errs" -> first(before, TO_SI) < first(before, ADDRESS);
            case "putc" -> first(before, TO_AL) < first(before, TO_DL);
            case "print_number" -> first(before, TO_AX) < before.size();
            default -> false;
        };
    }

    private static int first(List<String> lines, Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return lines.size();
    }
}
