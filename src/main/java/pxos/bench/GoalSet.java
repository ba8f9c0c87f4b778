package pxos.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The goals of a bench.
 *
 * @param goals easy ones first
 * @param digest tells one set from another: the first half of the SHA-256 of its content, in hexadecimal
 */
public record GoalSet(List<Goal> goals, String digest) {

    private static final String SHIPPED = "/pxos/bench/goals.json";
    private static final int DIGEST_BYTES = 8;

    public GoalSet {
        goals = List.copyOf(goals);
    }

    /** The goals that the program brings. */
    public static GoalSet shipped() {
        try (InputStream in = GoalSet.class.getResourceAsStream(SHIPPED)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param text a document of {@code schemas/bench_goals.schema.json}
     * @throws Problem naming the place of what is wrong
     */
    public static GoalSet read(String text) {
        JsonNode document;
        try {
            document = Json.readStrictly(text);
        } catch (JacksonException e) {
            throw Json.problem(e, "Write it as schemas/bench_goals.schema.json says.");
        }
        if (document instanceof ObjectNode object) {
            object.remove("$schema");
        }
        List<Goal> goals = List.of(Json.bind(document.path("goals"), Goal[].class, "goals"));
        if (new TreeSet<>(goals.stream().map(Goal::id).toList()).size() < goals.size() || goals.isEmpty()) {
            throw Problem.input("the goals need ids that differ, and there is at least one");
        }
        return new GoalSet(goals, digest(Json.write(document)));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The goal of this id. */
    public Optional<Goal> goal(String id) {
        return goals.stream().filter(goal -> goal.id().equals(id)).findFirst();
    }

    /**
     * Some of the goals; the set stays the same one.
     *
     * @param ids ids, or none for all
     * @param level 0 for all
     * @throws Problem where there is no such goal
     */
    public List<Goal> chosen(List<String> ids, int level) {
        for (String id : ids) {
            if (goal(id).isEmpty()) {
                throw Problem.input("there is no goal '" + id + "'", "pxos bench --list lists them.");
            }
        }
        return goals.stream()
                .filter(goal -> ids.isEmpty() || ids.contains(goal.id()))
                .filter(goal -> level == 0 || goal.level() == level)
                .toList();
    }
}
