package pxos.model.lm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was learnt of a server: how many answers to one prompt it gives, and which schemas it takes. */
public final class Habits {

    private final Map<String, Integer> takenSchemas = new ConcurrentHashMap<>();
    private volatile int mostAnswers = Integer.MAX_VALUE;

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
}
