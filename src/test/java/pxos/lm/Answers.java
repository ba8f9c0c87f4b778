package pxos.lm;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers as a model would give them, for tests: the command {@code rot13}, right and wrong in many ways. */
public final class Answers {

    /** Letters move by 13 places, everything else stays. */
    public static final String ROT13 =
            """
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

    /** What {@code rot13 Hello, z} has to print. */
    public static final String ROT13_TEST = "rows \"{prompt}rot13 Hello, z\" \"Uryyb, m\" \"{prompt}\"";

    private Answers() {}

    /** A plan for a feature, with a test of its own for each expectation of {@code rot13 Hello, z}. */
    public static String plan(String feature, String... expectations) {
        ObjectNode plan = Json.MAPPER.createObjectNode();
        plan.put("feature", feature).put("summary", "A command that prints its argument in " + feature + ".");
        plan.putArray("steps").add("Walk along the argument.").add("Hook it to commands as rot13.");
        plan.putArray("requires").add("command_parser");
        putTests(plan, "planned", expectations);
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

    /** A feature of the primitives given, which are JSON texts. */
    public static String feature(String name, String[] expectations, String... primitives) {
        ObjectNode feature = Json.MAPPER.createObjectNode();
        feature.put("feature", name);
        ArrayNode array = feature.putArray("primitives");
        List.of(primitives).forEach(primitive -> array.add(Json.MAPPER.readTree(primitive)));
        putTests(feature, "own", expectations);
        return feature.toString();
    }

    public static String asm(String code) {
        return Json.MAPPER.createObjectNode().put("type", "ASM").put("code", code).toString();
    }

    /** @param command name of a command; empty for the other vectors */
    public static String hook(String vector, String label, String command) {
        ObjectNode hook = Json.MAPPER.createObjectNode();
        hook.put("type", "HOOK").put("vector", vector).put("label", label);
        return (command.isEmpty() ? hook : hook.put("name", command)).toString();
    }

    private static void putTests(ObjectNode node, String name, String... expectations) {
        ArrayNode tests = node.putArray("tests");
        for (int number = 1; number <= expectations.length; number++) {
            ObjectNode test = tests.addObject().put("name", name + " test " + number);
            ObjectNode step = test.putArray("steps").addObject().put("keys", "rot13 Hello, z{Enter}");
            step.putArray("expect").add(expectations[number - 1]);
        }
    }
}
