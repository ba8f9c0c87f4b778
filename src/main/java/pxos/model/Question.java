package pxos.model;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A question in few words, besides those for plans and code. */
public interface Question {

    /** One thing that was said. */
    record Turn(Role role, String text) {}

    /** Who says it, as servers call them in small letters. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** A chat in which one such question has been answered already, so that a small model sees how. */
    static List<Turn> afterAnExample(String system, String asked, String answered, String question) {
        return List.of(
                new Turn(Role.SYSTEM, system),
                new Turn(Role.USER, asked),
                new Turn(Role.ASSISTANT, answered),
                new Turn(Role.USER, question));
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
