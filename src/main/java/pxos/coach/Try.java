package pxos.coach;

import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * One attempt of a run, as far as a teacher reads it.
 *
 * @param file its file in the run's folder
 * @param feature the feature that it was for
 * @param forCode whether code was asked for, and no plan
 * @param won whether its answer was taken
 * @param problem what was told to the author; empty where nothing was wrong
 * @param prompt system prompt and prompt of the first request; empty where none was sent
 * @param tokens prompt and completion tokens of all its answers; 0 where unknown
 * @param answer the last answer; an empty object where there was none
 */
record Try(
        String file,
        String feature,
        boolean forCode,
        boolean won,
        String problem,
        String prompt,
        long tokens,
        JsonNode answer) {

    static Try of(String file, JsonNode attempt) {
        JsonNode replies = attempt.path("replies");
        long tokens = 0;
        for (JsonNode reply : replies) {
            tokens += reply.path("prompt_tokens").asLong(0)
                    + reply.path("completion_tokens").asLong(0);
        }
        JsonNode first = replies.path(0);
        String last = replies.path(replies.size() - 1).path("answer").asString("");
        return new Try(
                file,
                attempt.path("feature").asString(""),
                attempt.path("stage").asString("").equals("generate"),
                attempt.path("won").asBoolean(false),
                attempt.path("problem").asString(""),
                first.path("system").asString("") + first.path("prompt").asString(""),
                tokens,
                Json.object(last).orElse(Json.object()));
    }

    /** Whether the prompt held this line; line breaks may fall elsewhere. */
    boolean wasTold(String line) {
        return flat(prompt).contains(flat(line));
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
