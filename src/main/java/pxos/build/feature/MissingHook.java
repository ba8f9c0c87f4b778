package pxos.build.feature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The hook that an answer forgets: a command that its own tests type, whose code is there, and that nothing runs. */
final class MissingHook {

    private static final Pattern COMMAND = Pattern.compile("[a-z][a-z0-9_]{0,14}");
    private static final Pattern LABELLED = Pattern.compile("(?s)\\s*[.A-Za-z_]\\w*\\s*:.*");
    private static final Pattern STARTS =
            Pattern.compile("(?s)\\s*(?<label>_?(start|main|run|begin|entry|command|handler)):.*");
    private static final Pattern DATA = Pattern.compile("(?is)\\s*(\\w+\\s+)?(d[bwd]|equ|times|%|;).*");

    /** What can make code run, besides an address of its own; a template may hook itself. */
    private static final Set<String> RUNNING = Set.of("HOOK", "USE");

    private MissingHook() {}

    /** Adds the hook in place, where there is no doubt which label it is for. */
    static void mend(ObjectNode answer) {
        ArrayNode primitives = (ArrayNode) answer.path("primitives");
        boolean runs = primitives
                .valueStream()
                .anyMatch(each -> RUNNING.contains(each.path("type").stringValue("")) || each.has("address"));
        String command = typed(answer);
        if (!runs && !answer.has("start_address") && COMMAND.matcher(command).matches()) {
            label(primitives, command)
                    .ifPresent(label -> primitives
                            .addObject()
                            .put("type", "HOOK")
                            .put("vector", "commands")
                            .put("label", label)
                            .put("name", command));
        }
    }

    /** The one command that all tests type; empty where they type several. */
    private static String typed(ObjectNode answer) {
        Set<String> typed = answer.path("tests")
                .valueStream()
                .flatMap(test ->
                        Stream.concat(Stream.of(test), test.path("steps").valueStream()))
                .map(step -> step.path("keys").stringValue(""))
                .filter(keys -> !keys.isBlank())
                .map(keys -> keys.strip().split("[\\s{]", 2)[0].toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return typed.size() == 1 ? typed.iterator().next() : "";
    }

    /** Where the command begins: at a label of its name, at one that says so, or at the first line, which then gets a label. */
    private static Optional<String> label(ArrayNode primitives, String command) {
        Pattern named = Pattern.compile(
                "(?m)^\\s*(" + Pattern.quote(command) + "(?:_(?:run|command|cmd|handler|main|start|entry))?):");
        List<String> labels = primitives
                .valueStream()
                .flatMap(
                        each -> named.matcher(each.path("code").stringValue("")).results())
                .map(found -> found.group(1))
                .toList();
        if (!labels.isEmpty()) {
            return labels.size() == 1 ? Optional.of(labels.get(0)) : Optional.empty();
        }
        Optional<ObjectNode> first = primitives
                .valueStream()
                .filter(each -> each.path("type").stringValue("").equals("ASM"))
                .filter(each -> !each.path("code").stringValue("").isBlank())
                .map(ObjectNode.class::cast)
                .findFirst();
        String code = first.map(each -> each.path("code").stringValue("")).orElse("");
        Matcher starts = STARTS.matcher(code);
        if (starts.matches()) {
            return Optional.of(starts.group("label"));
        }
        if (code.isEmpty()
                || LABELLED.matcher(code).matches()
                || DATA.matcher(code).matches()) {
            return Optional.empty();
        }
        first.get().put("code", command + "_run:\n" + code);
        return Optional.of(command + "_run");
    }
}
