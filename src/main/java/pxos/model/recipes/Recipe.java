package pxos.model.recipes;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A feature that needs no language model: the goals it answers, and the answer with a slot in it. Its file has the form
 * that {@code schemas/recipe.schema.json} describes.
 *
 * @param name the feature's name, and the file's
 * @param title one line for people
 * @param milestone id of the milestone it belongs to; empty where none
 * @param requires features that must be there first
 * @param command the command it adds; empty where none
 * @param goal a goal that it answers, with its slot in braces
 * @param examples further goals that it answers, without the slot's text; see {@link Wordings}
 * @param alike words for something like it, separated by single blanks: a goal with one is refused, and led to this recipe
 * @param changes whether a goal may ask to change or set it
 * @param slot what the goal may fill in
 * @param more further slots; a recipe with any is only offered to language models, which fill in all of them
 * @param near other words for it
 * @param answer the answer, a document of the primitives' contract with placeholders
 */
record Recipe(
        String name,
        String title,
        String milestone,
        List<String> requires,
        String command,
        String goal,
        List<String> examples,
        String alike,
        boolean changes,
        Optional<Slot> slot,
        List<Slot> more,
        Near near,
        JsonNode answer) {

    private static final Pattern SLOT = Pattern.compile("(?:\\b(?:to|with|that says) )?\"?\\{[a-z_]+}\"?");

    static final String HINT = "Put the recipe right, or remove it.";

    /**
     * Words of which a goal near the recipe must hold all, in any order.
     *
     * @param words each with its alternatives
     */
    record Topic(List<Set<String>> words) {

        /** Reads {@code clear|clean screen|display}. */
        @JsonCreator
        static Topic of(String text) {
            return new Topic(Arrays.stream(text.split(" "))
                    .map(word -> Set.of(word.split("\\|")))
                    .toList());
        }

        boolean isIn(List<String> said) {
            return words.stream().allMatch(alternatives -> said.stream().anyMatch(alternatives::contains));
        }
    }

    Recipe {
        milestone = requireNonNullElse(milestone, "");
        requires = List.copyOf(requireNonNullElse(requires, List.of()));
        command = requireNonNullElse(command, "");
        examples = List.copyOf(requireNonNullElse(examples, List.of()));
        alike = requireNonNullElse(alike, "");
        more = List.copyOf(requireNonNullElse(more, List.of()));
        near = requireNonNullElse(near, Near.NONE);
    }

    /**
     * Reads a recipe's file.
     *
     * @throws Problem naming the file and each place that is wrong in it
     */
    static Recipe read(Path file, JsonSchemaCheck schema) throws IOException {
        String fileName = file.getFileName().toString();
        try {
            JsonNode document = Json.readStrictly(Files.readString(file));
            List<String> errors = schema.errorsIn(document).stream()
                    .map(error -> error + valueAt(error.split(": ", 2)[0], document))
                    .toList();
            Problem.throwAny(errors, HINT);
            return Json.read(document, Recipe.class).checked(fileName);
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.INPUT, fileName + ": is not UTF-8 text", HINT, e);
        } catch (JacksonException e) {
            throw Json.problem(e, HINT).at(fileName + " at ");
        } catch (Problem e) {
            throw e.at(fileName + " at ");
        }
    }

    private static String valueAt(String place, JsonNode document) {
        JsonNode value = place.startsWith("/") ? document.at(place) : document;
        return value.isValueNode() ? " (" + value + ")" : "";
    }

    /** Checks what a schema cannot say. */
    private Recipe checked(String fileName) {
        if (!fileName.equals(name + ".json")) {
            throw Problem.input("/name: the file of recipe '" + name + "' is called " + name + ".json", HINT);
        }
        if (!isPattern() && !name.equals(answer.path("feature").asString())) {
            throw Problem.input("/answer/feature: is not the recipe's name '" + name + "'", HINT);
        }
        for (Slot given : slots()) {
            given.problemWith(given.preset()).ifPresent(problem -> {
                throw Problem.input("/slot/default: " + problem, HINT);
            });
        }
        return this;
    }

    /** All words by which goals near it speak of it. */
    Set<String> vocabulary() {
        Set<String> all = new HashSet<>(List.of(near.words().strip().split(" ")));
        Stream.concat(near.topics().stream(), near.marked().stream())
                .forEach(topic -> topic.words().forEach(all::addAll));
        return all;
    }

    /** Everything that a goal may fill in. */
    List<Slot> slots() {
        return Stream.concat(slot.stream(), more.stream()).toList();
    }

    /** Whether many features are made by it, each with a name of its own. */
    boolean isPattern() {
        return !more.isEmpty();
    }

    /** The goal as an example: what a slot's text stands after, or that colours are given. */
    String goalWithoutSlot() {
        boolean colours =
                slot.filter(given -> given.kind() == Slot.Kind.COLOURS).isPresent();
        return slot.isEmpty() ? goal : SLOT.matcher(goal).replaceAll(colours ? "colours" : "");
    }

    /** The recipe with the slot's preset value, or with none. */
    RecipeStep plain() {
        return new RecipeStep(this, slots().stream().collect(Collectors.toMap(Slot::name, Slot::preset)));
    }
}
