package pxos.model;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A question in few words, beside those for plans and code. */
public interface Question {

    /** One thing that was said. */
    record Turn(Role role, String text) {}

    /** Who says it, as servers call them in small letters. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** What it is called, such as {@code choice}. */
    String name();

    /** The whole chat, with what is asked at its end. */
    List<Turn> turns();

    /** What an answer has to meet: a grammar offers nothing else. */
    JsonNode schema();

    /** Members that each answer has. */
    Set<String> required();

    /** The longest answer, in tokens. */
    int answerTokens();
}
