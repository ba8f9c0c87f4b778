package pxos.model.lm;

import java.util.List;
import pxos.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers as a model would give them, for tests: the command {@code rot13}, right and wrong in many ways. */
public final class Answers {

    /** Letters move by 13 places, everything else stays. */
    public static final String ROT13 = """
            rot_run:
                lodsb
                test al, al             ; the end of the argument
                jz .done
                mov ah, al
                or ah, 20h
                cmp ah, 'a'
                jb .print
                cmp ah, 'z'
                ja .print
                cmp ah, 'm'
                ja .down
                add al, 26
            .down:
                sub al, 13
            .print:
                call putc
                jmp rot_run
            .done:
                jmp newline
            """;

    public static final String ROT13_KEYS = "rot13 Hello, z{Enter}";

    /** What {@code rot13 Hello, z} has to print. */
    public static final String ROT13_TEST = "rows \"{prompt}rot13 Hello, z\" \"Uryyb, m\" \"{prompt}\"";

    private Answers() {}

    /** A plan for a feature, without tests. */
    public static String plan(String feature) {
        return plan(feature, "");
    }

    /** A plan for a feature, with a test of its own for each expectation after {@code keys}. */
    public static String plan(String feature, String keys, String... expectations) {
        ObjectNode plan = Json.object();
        plan.put("feature", feature).put("summary", "What " + feature + " does is seen on the screen.");
        plan.putArray("steps").add("Write a routine.").add("Hook it to where it belongs.");
        putTests(plan, "planned", keys, expectations);
        return plan.toString();
    }

    /** The command {@code rot13} from NASM source that defines {@code rot_run}. */
    public static String rot13(String asm, String... expectations) {
        return feature("rot13", expectations, asm(asm), hook("commands", "rot_run", "rot13"));
    }

    /** The right answer. */
    public static String rot13() {
        return rot13(ROT13, ROT13_TEST);
    }

    /** A handler of keys that does {@code work} for a star, with a test that a plus comes before it. */
    public static String star(String work) {
        return star(work, "contains \"a+*\"");
    }

    /** A handler of keys that does {@code work} for a star, with a test for each expectation after {@code a*}. */
    public static String star(String work, String... expectations) {
        String code = "star_key:\n cmp al, '*'\n jne .pass\n" + work + "\n.pass:\n clc\n ret";
        return typing("star", "a*", expectations, asm(code), hook("on_key", "star_key", ""));
    }

    /** A feature of the primitives given, which are JSON texts; its tests type {@code rot13 Hello, z}. */
    public static String feature(String name, String[] expectations, String... primitives) {
        return typing(name, ROT13_KEYS, expectations, primitives);
    }

    /** A feature of the primitives given, which are JSON texts, with a test for each expectation after {@code keys}. */
    public static String typing(String name, String keys, String[] expectations, String... primitives) {
        ObjectNode feature = Json.object();
        feature.put("feature", name);
        ArrayNode array = feature.putArray("primitives");
        List.of(primitives).forEach(primitive -> array.add(Json.read(primitive)));
        putTests(feature, "own", keys, expectations);
        return feature.toString();
    }

    public static String asm(String code) {
        return Json.object().put("type", "ASM").put("code", code).toString();
    }

    /** @param command name of a command; empty for the other vectors */
    public static String hook(String vector, String label, String command) {
        ObjectNode hook = Json.object();
        hook.put("type", "HOOK").put("vector", vector).put("label", label);
        return (command.isEmpty() ? hook : hook.put("name", command)).toString();
    }

    private static void putTests(ObjectNode node, String name, String keys, String... expectations) {
        ArrayNode tests = node.putArray("tests");
        for (int number = 1; number <= expectations.length; number++) {
            ObjectNode test = tests.addObject().put("name", name + " test " + number);
            ObjectNode step = test.putArray("steps").addObject().put("keys", keys);
            step.putArray("expect").add(expectations[number - 1]);
        }
    }
}
