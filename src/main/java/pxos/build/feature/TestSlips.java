package pxos.build.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Slips in the tests of an answer: keys and expectations that are written nearly as the vocabulary has them. */
final class TestSlips {

    private static final Pattern KEYS_IN_BRACKETS =
            Pattern.compile("(?i)[<\\[](enter|return|tab|esc|backspace|up|down)[>\\]]");

    private static final Pattern KIND = Pattern.compile(
            "(?i)\\s*(row|rows|contains|absent|cursor|attribute|answer|reset|no|memory|idle|halted|running|port|sound|silent|file|nothing"
                    + "|disk|pxos|survives)\\b.*");

    private static final Pattern UNQUOTED =
            Pattern.compile("(?is)\\s*(row|contains|absent|answer contains|answer absent)\\s*:?\\s+([^\"'\\s].*|'.*')");

    private TestSlips() {}

    /** Puts the tests of {@code answer} right, in place. */
    static void mend(ObjectNode answer) {
        tests(answer.path("tests"));
        entered(answer);
    }

    /**
     * A test that types a command of this answer and never Enter: nothing would happen, and nobody means that unless the line
     * is to stay as it was typed.
     */
    private static void entered(ObjectNode answer) {
        List<String> commands = answer.path("primitives")
                .valueStream()
                .filter(hook -> hook.path("vector").stringValue("").equals("commands"))
                .map(hook -> hook.path("name").stringValue("").toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
        for (JsonNode test : answer.path("tests")) {
            List<JsonNode> typing = test.path("steps")
                    .valueStream()
                    .filter(step -> !step.path("keys").stringValue("").isEmpty())
                    .toList();
            String keys = typing.stream()
                    .map(step -> step.path("keys").stringValue(""))
                    .collect(Collectors.joining());
            String first = keys.strip().toLowerCase(Locale.ROOT).split("\\s", 2)[0];
            boolean isToStay = test.path("steps")
                    .valueStream()
                    .flatMap(step -> step.path("expect").valueStream())
                    .anyMatch(row -> row.stringValue("").matches("row \".*" + Pattern.quote(keys) + "\""));
            if (commands.contains(first) && !keys.contains("{") && !isToStay) {
                ObjectNode last = (ObjectNode) typing.get(typing.size() - 1);
                last.put("keys", last.path("keys").stringValue("") + "{Enter}");
            }
        }
    }

    private static void tests(JsonNode tests) {
        for (JsonNode test : tests) {
            for (JsonNode step : test.path("steps")) {
                if (step.isObject()) {
                    step((ObjectNode) step);
                }
            }
        }
    }

    private static void step(ObjectNode step) {
        JsonNode keys = step.path("keys");
        if (keys.isArray()) {
            StringBuilder all = new StringBuilder();
            keys.forEach(key -> all.append(key.stringValue("")));
            step.put("keys", typed(all.toString()));
        } else if (keys.isString()) {
            step.put("keys", typed(keys.stringValue("")));
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

    private static String typed(String keys) {
        String lines = keys.replace("\r\n", "\n")
                .replace("\n", "{Enter}")
                .replace("\t", "{Tab}")
                .replace("\b", "{Backspace}");
        return KEYS_IN_BRACKETS
                .matcher(lines)
                .replaceAll(key -> "{" + (key.group(1).equalsIgnoreCase("return") ? "Enter" : key.group(1)) + "}");
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
        String text = expectation.stringValue("");
        Matcher unquoted = UNQUOTED.matcher(text);
        if (unquoted.matches() && !unquoted.group(2).matches("(?s)(count|like) .*")) {
            return List.of(unquoted.group(1) + " " + quoted(unquoted.group(2).replaceFirst("^'(.*)'$", "$1")));
        }
        return List.of(
                text.isBlank() || KIND.matcher(text).matches() || text.strip().indexOf('"') > 0
                        ? text.replaceFirst("^(\\s*[a-z]+)\\s*:", "$1")
                        : "contains " + quoted(text.replaceFirst("^\"(.*)\"$", "$1")));
    }

    private static String quoted(String text) {
        String bare = text.replaceFirst("^\"(.*)\"$", "$1");
        return "\"" + bare.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
