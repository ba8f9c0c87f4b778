package pxos.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;

/** Slips in the code of an answer that assemble, or fail to with words that help nobody; each is told with the right form. */
final class Lint {

    private static final Pattern DOS = Pattern.compile("(?i)\\bint\\s+(0x20|0x21|0x80|20h|21h|80h|32|33)\\b");
    private static final Pattern ATT =
            Pattern.compile("(?i)%(e?[abcd]x|[abcd][hl]|e?[sd]i|e?[sb]p|[cdefgs]s)\\b|\\bmov[bwl]\\s+\\$");
    private static final Pattern DL_FOR_PUTC =
            Pattern.compile("(?i)\\bmov\\s+dl\\s*,[^\\n]*\\n(\\s*mov\\s+ah\\s*,[^\\n]*\\n)?\\s*call\\s+putc\\b");
    private static final Pattern DX_FOR_PUTS = Pattern.compile(
            "(?i)\\b(mov|lea)\\s+(dx|di|bx|ax)\\s*,\\s*\\[?(?!(?:[sd]i|[bs]p|[a-d][xlh])\\b)[a-z_.][\\w.]*]?\\s*\\n"
                    + "(\\s*mov\\s+ah\\s*,[^\\n]*\\n)?\\s*call\\s+puts\\b");
    private static final Pattern ROUTINE = Pattern.compile("(?mi)^[^;'\"\\n]*\\bcall\\s+([a-z][a-z0-9_]*)");
    private static final Pattern END =
            Pattern.compile("(?i)(\\S+:\\s*)?(ret|retf|iret|jmp|call\\s+prompt)\\b.*|int\\s+(0x19|19h|25)\\b.*");
    private static final Pattern SEGMENT = Pattern.compile("(?mi)^\\s*(mov|pop|les|lds)\\s+(ds|es)\\b");
    private static final Pattern CODE_LABEL =
            Pattern.compile("(?mi)^\\s*([a-z_]\\w*)\\s*:\\s*(?!\\s*(d[bwd]|times)\\b)");

    /** A segment register that is 0 gives 0, which is what is there. */
    private static final Pattern ZERO = Pattern.compile(
            "(?i)\\s*([.\\w]+:\\s*)?(mov\\s+(?<to>\\w+)\\s*,\\s*([cdes]s|0)|xor\\s+(?<of>\\w+)\\s*,\\s*\\k<of>|push\\s+([cdes]s|0))\\s*");

    private static final Pattern STOPS = Pattern.compile("(?mi)^\\s*(?:[.\\w]+:\\s*)?jmp\\s+(?:short\\s+)?\\$\\s*$");

    private Lint() {}

    static List<String> errorsIn(Feature feature, TemplateLibrary library) throws IOException {
        List<String> errors = new ArrayList<>();
        for (Primitive primitive : feature.primitives()) {
            if (primitive instanceof Primitive.Asm assembly) {
                String code = withoutComments(assembly.code());
                errors.addAll(errorsIn(code));
                errors.addAll(templatesCalled(code, library));
            } else if (primitive instanceof Primitive.Call call) {
                template(call.label(), library).ifPresent(errors::add);
            }
        }
        stack(feature).ifPresent(errors::add);
        carry(feature).ifPresent(errors::add);
        stops(feature).ifPresent(errors::add);
        return errors;
    }

    /** A key handler that compares and leaves it to the comparison whether the key is taken. */
    private static Optional<String> carry(Feature feature) {
        List<Primitive.Hook> hooks = feature.primitives().stream()
                .filter(Primitive.Hook.class::isInstance)
                .map(Primitive.Hook.class::cast)
                .toList();
        boolean ofKeys = !hooks.isEmpty()
                && hooks.stream().allMatch(hook -> hook.vector().equals("on_key"));
        boolean onlyCode = feature.primitives().stream()
                .noneMatch(primitive -> primitive instanceof Primitive.Use || primitive instanceof Primitive.Write);
        return ofKeys && onlyCode && CarryFlow.isLeftToChance(code(feature))
                ? Optional.of("the key handler leaves in CF what cmp left there, and CF=1 takes the key from everybody"
                        + " else: clc before ret where the key goes on, stc before ret where it was meant")
                : Optional.empty();
    }

    /** A command that ends as a program without a system does: nothing would ever be typed again. */
    private static Optional<String> stops(Feature feature) {
        String code = code(feature);
        boolean meant = count("cli", code) > 0
                || feature.tests().stream()
                        .flatMap(test -> test.steps().stream())
                        .flatMap(step -> step.expect().stream())
                        .anyMatch(expected -> expected.matches("halted|running|reset"));
        return STOPS.matcher(code).find() && !meant
                ? Optional.of("'jmp $' stops here for ever: a command or a handler ends with ret")
                : Optional.empty();
    }

    private static List<String> errorsIn(String code) {
        List<String> errors = new ArrayList<>();
        Matcher dos = DOS.matcher(code);
        if (dos.find()) {
            errors.add("'" + dos.group()
                    + "' calls an operating system that is not here: print with mov si, TEXT / call puts"
                    + " or mov al, 'x' / call putc, read a key with call getkey, and end with ret");
        }
        if (ATT.matcher(code).find()) {
            errors.add("this is AT&T syntax; NASM has the destination first and neither % nor $: mov ax, 5");
        }
        if (DL_FOR_PUTC.matcher(code).find()) {
            errors.add("putc prints AL, not DL: mov al, 'x' / call putc");
        }
        if (DX_FOR_PUTS.matcher(code).find()) {
            errors.add("puts prints the text at SI, in no other register: mov si, TEXT / call puts");
        }
        if (count("std", code) > 0 && count("cld", code) == 0) {
            errors.add("std leaves DF=1, and everything here needs DF=0: cld before ret");
        }
        segment(code).ifPresent(errors::add);
        return errors;
    }

    /** A segment register that is set and never set back. */
    private static Optional<String> segment(String code) {
        for (String register : List.of("es", "ds")) {
            List<Integer> set = SEGMENT.matcher(code)
                    .results()
                    .filter(change -> change.group(2).equalsIgnoreCase(register))
                    .map(MatchResult::start)
                    .toList();
            if (set.size() == 1 && !isZero(code.substring(0, set.get(0)))) {
                String name = register.toUpperCase(Locale.ROOT);
                return Optional.of(name + " is changed and not set back to 0: push " + register + " before, and pop "
                        + register + " before ret");
            }
        }
        return Optional.empty();
    }

    /** Whether the line before says that the value is 0, as all segment registers are. */
    private static boolean isZero(String before) {
        List<String> lines = before.lines().filter(line -> !line.isBlank()).toList();
        return !lines.isEmpty() && ZERO.matcher(lines.get(lines.size() - 1)).matches();
    }

    private static Optional<String> stack(Feature feature) {
        String code = code(feature);
        boolean otherwise = Pattern.compile("(?i)\\b(sp|bp|leave|ret\\s+\\d)\\b")
                .matcher(code)
                .find();
        int pushed = count("push[afd]*w?", code);
        int popped = count("pop[afd]*w?", code);
        boolean oneSided = pushed > 0 && popped == 0 || pushed == 0 && popped > 0 && count("call", code) == 0;
        return oneSided && !otherwise
                ? Optional.of(
                        "there are " + pushed + " push and " + popped + " pop: ret would go astray; pop what is pushed")
                : Optional.empty();
    }

    private static String code(Feature feature) {
        return feature.primitives().stream()
                .filter(Primitive.Asm.class::isInstance)
                .map(primitive -> withoutComments(((Primitive.Asm) primitive).code()))
                .collect(Collectors.joining("\n"));
    }

    private static int count(String mnemonic, String code) {
        return (int) Pattern.compile("(?mi)^\\s*(?:\\S+:\\s*)?" + mnemonic + "\\b")
                .matcher(code)
                .results()
                .count();
    }

    private static List<String> templatesCalled(String code, TemplateLibrary library) throws IOException {
        List<String> errors = new ArrayList<>();
        for (String name : ROUTINE.matcher(code)
                .results()
                .map(call -> call.group(1))
                .distinct()
                .toList()) {
            if (!NasmAssembler.labelsIn(code).contains(name)) {
                template(name, library).ifPresent(errors::add);
            }
        }
        return errors;
    }

    /** What to write in place of a call of a template that cannot be called. */
    private static Optional<String> template(String name, TemplateLibrary library) throws IOException {
        Template template = library.find(name)
                .filter(found -> !found.routine() && !found.parameters().isEmpty())
                .orElse(null);
        if (template == null) {
            return Optional.empty();
        }
        Optional<String> form = OtherNames.form(name);
        if (form.isPresent()) {
            return Optional.of("nothing is called '" + name + "': " + form.get());
        }
        String arguments = template.parameters().keySet().stream()
                .map(parameter -> "\"" + parameter + "\":...")
                .reduce((one, other) -> one + "," + other)
                .orElse("");
        return Optional.of(
                "'" + name + "' is a template, which cannot be called; put it in place of the call: {\"type\":\"USE\","
                        + "\"template\":\"" + name + "\",\"arguments\":{" + arguments + "}}");
    }

    /** What to write where nothing runs a feature. */
    static String withoutHook(Feature feature) {
        String label = feature.primitives().stream()
                .map(primitive -> primitive instanceof Primitive.Asm assembly ? firstLabel(assembly.code()) : "")
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("run");
        return "nothing runs this: there is no HOOK. For a command add {\"type\":\"HOOK\",\"vector\":\"commands\",\"label\":\""
                + label + "\",\"name\":\"" + feature.name().replaceFirst("_command$", "")
                + "\"}; for keys the vector on_key,"
                + " for the start on_boot";
    }

    private static String firstLabel(String code) {
        Matcher label = CODE_LABEL.matcher(code);
        return label.find() ? label.group(1) : "";
    }

    /** Whether the processor does not go on after an instruction. */
    static boolean endsThere(String instruction) {
        return END.matcher(instruction.strip()).matches();
    }

    private static String withoutComments(String code) {
        return code.lines().map(line -> line.replaceFirst(";.*", "")).reduce("", (all, line) -> all + line + "\n");
    }
}
