package pxos.build.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Slips in the tests of an answer: keys and expectations that are written nearly as the vocabulary has them. */
final class TestSlips {

    private static final String KEY =
            "enter|return|cr|tab|esc|escape|backspace|bksp|up|down|left|right|home|end|delete|del|insert"
                    + "|pageup|pagedown|pgup|pgdn|space|f[1-9]|f1[0-2]|(?:ctrl|control)[-+][a-z]|alt[-+][a-z]";

    /** Keys that are nothing but a key's name. */
    private static final Pattern BARE_KEY = Pattern.compile("(?i)(" + KEY + ")");

    private static final Pattern LAST_ENTER = Pattern.compile("(?<=\\S) +(ENTER|RETURN)$");
    private static final Pattern LAST_FUNCTION_KEY = Pattern.compile("(?<=\\S) +(F[1-9]|F1[0-2])$");

    private static final Pattern KEYS_IN_BRACKETS = Pattern.compile("(?i)[<\\[](" + KEY + ")[>\\]]");

    private static final Pattern KEYS_IN_BRACES = Pattern.compile("(?i)(?<!\\{)\\{(" + KEY + ")\\}");

    private static final Map<String, String> OTHER_KEYS = Map.ofEntries(
            Map.entry("return", "Enter"),
            Map.entry("cr", "Enter"),
            Map.entry("escape", "Esc"),
            Map.entry("bksp", "Backspace"),
            Map.entry("del", "Delete"),
            Map.entry("pgup", "PageUp"),
            Map.entry("pgdn", "PageDown"));

    private static final Pattern KIND = Pattern.compile(
            "(?i)\\s*(row|rows|contains|absent|cursor|attribute|answer|reset|no|memory|idle|halted|running|port|sound|silent|file|nothing"
                    + "|disk|pxos|survives)\\b.*");

    private static final Pattern UNQUOTED =
            Pattern.compile("(?is)\\s*(row|contains|absent|answer contains|answer absent)\\s*:?\\s+([^\"'\\s].*|'.*')");

    private static final Pattern IN_QUOTES =
            Pattern.compile("(?s)\\s*(row|rows|contains|absent|answer contains|answer absent)(\\s+'[^']*')+\\s*");

    private static final Pattern PATTERN = Pattern.compile("(?<!like )(\"[^\"]*#[:./-]#[^\"]*\")");

    private TestSlips() {}

    /** Puts the tests of {@code answer} right, in place. */
    static void mend(ObjectNode answer) {
        List<String> commands = commands(answer);
        List<String> called = answer.has("primitives") ? commands : List.of(planned(answer));
        tests(answer.path("tests"), called);
        entered(answer, called);
    }

    /** The command that a plan is about, as far as its name says it. */
    private static String planned(ObjectNode plan) {
        return plan.path("feature").stringValue("").replaceFirst("_(command|cmd)$", "");
    }

    private static List<String> commands(ObjectNode answer) {
        return answer.path("primitives")
                .valueStream()
                .filter(hook -> hook.path("vector").stringValue("").equals("commands"))
                .map(hook -> hook.path("name").stringValue("").toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * A test that types a command of this answer and never Enter: nothing would happen, and nobody means that unless the line
     * is to stay as it was typed.
     */
    private static void entered(ObjectNode answer, List<String> commands) {
        for (JsonNode test : answer.path("tests")) {
            List<ObjectNode> typing = test.path("steps")
                    .valueStream()
                    .filter(step -> !keysOf(step).isEmpty())
                    .map(ObjectNode.class::cast)
                    .toList();
            String keys = typing.stream().map(TestSlips::keysOf).collect(Collectors.joining());
            boolean isToStay = test.path("steps")
                    .valueStream()
                    .flatMap(step -> step.path("expect").valueStream())
                    .anyMatch(row -> row.stringValue("").matches("row \".*" + Pattern.quote(keys) + "\""));
            if (!typing.isEmpty() && isCall(keysOf(typing.get(0)), commands) && !keys.contains("{") && !isToStay) {
                entered(typing);
            }
        }
    }

    private static String keysOf(JsonNode step) {
        return step.path("keys").stringValue("");
    }

    private static boolean isCall(String keys, List<String> commands) {
        return commands.contains(keys.strip().toLowerCase(Locale.ROOT).split("\\s", 2)[0]);
    }

    /** The last line; before it the call, where something is expected of it, and then no single key is a line. */
    private static void entered(List<ObjectNode> typing) {
        ObjectNode call = typing.get(0);
        ObjectNode last = typing.get(typing.size() - 1);
        boolean calls = call != last && !call.path("expect").isEmpty();
        if (calls) {
            call.put("keys", keysOf(call) + "{Enter}");
        }
        if (!calls || keysOf(last).strip().length() > 1) {
            last.put("keys", keysOf(last) + "{Enter}");
        }
    }

    private static void tests(JsonNode tests, List<String> commands) {
        int number = 0;
        for (JsonNode test : tests) {
            number++;
            if (test.isObject()) {
                whole((ObjectNode) test, number);
            }
            for (JsonNode step : test.path("steps")) {
                if (step.isObject()) {
                    step((ObjectNode) step, commands);
                }
            }
        }
    }

    /** A test of one step may be written without the step; one without a name gets one. */
    private static void whole(ObjectNode test, int number) {
        if (!test.has("steps") && (test.has("keys") || test.has("expect"))) {
            ObjectNode step = test.putArray("steps").addObject();
            List.of("keys", "expect").forEach(member -> {
                if (test.has(member)) {
                    step.set(member, test.get(member));
                }
            });
            test.remove(List.of("keys", "expect"));
        } else if (test.path("steps").isObject()) {
            JsonNode step = test.get("steps");
            test.putArray("steps").add(step);
        }
        if (!test.has("name")) {
            test.put("name", "test " + number);
        }
    }

    private static void step(ObjectNode step, List<String> commands) {
        JsonNode keys = step.path("keys");
        if (keys.isArray()) {
            StringBuilder all = new StringBuilder();
            keys.forEach(key -> all.append(typed(key.stringValue(""), commands)));
            step.put("keys", all.toString());
        } else if (keys.isString()) {
            step.put("keys", typed(keys.stringValue(""), commands));
        } else if (keys.isMissingNode()) {
            step.put("keys", "");
        }
        JsonNode expect = step.path("expect");
        List<String> texts = new ArrayList<>();
        if (!expect.isMissingNode()) {
            (expect.isArray() ? expect : Json.array().add(expect)).forEach(one -> texts.addAll(expectations(one)));
        }
        if (!texts.contains("")) {
            ArrayNode mended = step.putArray("expect");
            texts.forEach(mended::add);
        }
    }

    private static String typed(String keys, List<String> commands) {
        Matcher bare = BARE_KEY.matcher(keys.strip());
        if (bare.matches() && !commands.contains(keys.strip().toLowerCase(Locale.ROOT))) {
            return "{" + named(bare.group(1)) + "}";
        }
        String last =
                isCall(keys, commands) ? keys : LAST_FUNCTION_KEY.matcher(keys).replaceFirst("{$1}");
        String lines = LAST_ENTER
                .matcher(last)
                .replaceFirst("{Enter}")
                .replaceFirst("\\\\[nr]$", "{Enter}")
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\n", "{Enter}")
                .replace("\t", "{Tab}")
                .replace("\b", "{Backspace}");
        String bracketed = KEYS_IN_BRACKETS.matcher(lines).replaceAll(key -> "{" + key.group(1) + "}");
        return KEYS_IN_BRACES.matcher(bracketed).replaceAll(key -> "{" + named(key.group(1)) + "}");
    }

    /** A key's name as the vocabulary has it. */
    private static String named(String key) {
        String plain =
                key.replaceFirst("(?i)^(ctrl|control)\\s*[-+ ]\\s*", "Ctrl+").replaceFirst("(?i)^alt\\s*-\\s*", "Alt+");
        return OTHER_KEYS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    }

    /** An expectation in the vocabulary; a bare text is one that the screen contains. An empty text for what is no such thing. */
    private static List<String> expectations(JsonNode expectation) {
        if (expectation.isObject()) {
            return expectation.properties().stream()
                    .map(one -> one.getValue().isString()
                            ? one.getKey() + " " + quoted(one.getValue().stringValue(""))
                            : "")
                    .toList();
        }
        String text = patterned(inDoubleQuotes(expectation.stringValue("")));
        Matcher unquoted = UNQUOTED.matcher(text);
        if (unquoted.matches() && !unquoted.group(2).matches("(?s)(count|like) .*")) {
            return List.of(unquoted.group(1) + " " + quoted(unquoted.group(2).replaceFirst("^'(.*)'$", "$1")));
        }
        return List.of(
                text.isBlank() || KIND.matcher(text).matches() || text.strip().indexOf('"') > 0
                        ? text.replaceFirst("^(\\s*[a-z]+)\\s*:", "$1")
                        : "contains " + quoted(text.replaceFirst("^\"(.*)\"$", "$1")));
    }

    /** Texts in single quotes, where there are no others. */
    private static String inDoubleQuotes(String text) {
        return text.indexOf('"') < 0 && IN_QUOTES.matcher(text).matches() ? text.replace('\'', '"') : text;
    }

    /** A text such as {@code ##:##}, which stands for digits. */
    private static String patterned(String text) {
        return text.matches("(?s)\\s*rows?\\b.*") ? PATTERN.matcher(text).replaceAll("like $1") : text;
    }

    private static String quoted(String text) {
        String bare = text.replaceFirst("^\"(.*)\"$", "$1");
        return "\"" + bare.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
