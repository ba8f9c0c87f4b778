package pxos.model.lm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was learnt of a server: how many answers to one prompt it gives, and which schemas it takes. */
public final class Habits {

    private final Map<String, Integer> takenSchemas = new ConcurrentHashMap<>();
    private final Set<String> needingRoom = ConcurrentHashMap.newKeySet();
    private volatile int mostAnswers = Integer.MAX_VALUE;

    /** @param refused how many schemas a server refused, by the kind of answer */
    Habits(Map<String, Integer> refused) {
        takenSchemas.putAll(refused);
    }

    Map<String, Integer> refusedSchemas() {
        return Map.copyOf(takenSchemas);
    }

    /** How many answers to ask for in one request, at least 1. */
    int mostAnswers() {
        return mostAnswers;
    }

    void refusesMoreThan(int answers) {
        mostAnswers = Math.max(1, Math.min(mostAnswers, answers));
    }

    /** Which of the schemas for a kind of answer to begin with, from 0. */
    int schema(String name) {
        return takenSchemas.getOrDefault(name, 0);
    }

    void refusesSchema(String name, int index) {
        takenSchemas.merge(name, index + 1, Math::max);
    }

    /** Whether an answer of this kind was cut where answers usually end: a model that reasons needs more. */
    boolean needsRoom(String name) {
        return needingRoom.contains(name);
    }

    /**
     * What answers show of the server.
     *
     * @param wanted how many it was asked for
     * @param schema index of the schema that was sent; -1 where there is no simpler one
     */
    void learn(String name, List<ChatAnswer.Said> said, int wanted, int schema) {
        if (said.size() < wanted) {
            refusesMoreThan(said.size());
        }
        if (said.stream().anyMatch(one -> one.cutShort() && !one.circled())) {
            needingRoom.add(name);
        }
        boolean ended = said.stream().noneMatch(ChatAnswer.Said::cutShort);
        if (schema >= 0 && ended && said.stream().noneMatch(Habits::hasObject)) {
            // Some servers pass over a schema that they cannot enforce (ggml-org/llama.cpp 19051).
            refusesSchema(name, schema);
        }
    }

    /** Reasoning models put it there, too. */
    private static boolean hasObject(ChatAnswer.Said said) {
        return !JsonObjects.in(said.content() + said.reasoning()).complete().isEmpty();
    }
}
