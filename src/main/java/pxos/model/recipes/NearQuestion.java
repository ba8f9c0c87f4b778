package pxos.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.KnownStep;
import pxos.model.ShortForm;
import pxos.model.recipes.NearSearch.Offer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The question which of the recipes near a goal it means, and with which of its own words. */
record NearQuestion(String goal, List<Offer> offers) implements ShortForm {

    private static final String FEATURE = "feature";

    /** The answer where no recipe does what the goal says. */
    private static final String NONE = "none";

    private static final String SYSTEM =
            "You choose a feature of pxOS, a very small operating system, for a goal. Answer with"
                    + " JSON: the feature, and the goal's own words for its texts. Answer none where no feature does all that the"
                    + " goal says.";

    private static final String OTHER_GOAL = "Play a game of chess with me";

    private static final int EXAMPLES = 4;
    private static final int ANSWER_TOKENS = 96;

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(Role.SYSTEM, SYSTEM));
        turns.addAll(turn(OTHER_GOAL, Json.object().put(FEATURE, NONE)));
        int each = Math.max(2, EXAMPLES / offers.size());
        for (int i = 0; i < each; i++) {
            for (Offer offer : offers) {
                offer.recipe().near().examples().stream()
                        .skip(i)
                        .findFirst()
                        .ifPresent(
                                example -> turns.addAll(turn(example.goal(), answer(offer.recipe(), example.fill()))));
            }
        }
        turns.add(new Turn(Role.USER, goal));
        return turns;
    }

    private static List<Turn> turn(String goal, ObjectNode answer) {
        return List.of(new Turn(Role.USER, goal), new Turn(Role.ASSISTANT, Json.write(answer)));
    }

    private static ObjectNode answer(Recipe recipe, Map<String, String> fill) {
        ObjectNode answer = Json.object().put(FEATURE, recipe.name());
        recipe.slots().forEach(slot -> answer.put(slot.name(), fill.get(slot.name())));
        return answer;
    }

    @Override
    public JsonNode schema() {
        ObjectNode schema = Json.object();
        ArrayNode choices = schema.putArray("anyOf");
        offers.forEach(offer -> addChoice(choices, offer));
        addObject(choices, NONE);
        return schema;
    }

    private static void addChoice(ArrayNode choices, Offer offer) {
        ObjectNode object = addObject(choices, offer.recipe().name());
        for (Slot slot : offer.recipe().slots()) {
            ((ArrayNode) object.path("required")).add(slot.name());
            ArrayNode values = ((ObjectNode) object.path("properties"))
                    .putObject(slot.name())
                    .putArray("enum");
            offer.fills().stream().map(fill -> fill.get(slot.name())).distinct().forEach(values::add);
        }
    }

    private static ObjectNode addObject(ArrayNode choices, String feature) {
        ObjectNode object = choices.addObject().put("type", "object").put("additionalProperties", false);
        object.putObject("properties").putObject(FEATURE).put("const", feature);
        object.putArray("required").add(FEATURE);
        return object;
    }

    @Override
    public Set<String> required() {
        return Set.of(FEATURE);
    }

    @Override
    public int answerTokens() {
        return ANSWER_TOKENS;
    }

    @Override
    public Optional<KnownStep> step(String json) {
        JsonNode answer = read(json);
        String feature = answer.path(FEATURE).asString("");
        if (feature.equals(NONE)) {
            return Optional.empty();
        }
        Offer offer = offers.stream()
                .filter(offered -> offered.recipe().name().equals(feature))
                .findFirst()
                .orElseThrow(
                        () -> Problem.input("feature is one of " + names() + " or none, not '" + feature + "'", ""));
        return offer.fills().stream()
                .filter(fill -> fill.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .equals(answer.path(entry.getKey()).asString(""))))
                .findFirst()
                .<KnownStep>map(fill -> new RecipeStep(offer.recipe(), fill))
                .or(() -> {
                    throw Problem.input("with these texts, " + feature + " does not do what the goal says", "");
                });
    }

    private String names() {
        return offers.stream().map(offer -> offer.recipe().name()).collect(Collectors.joining(", "));
    }

    private static JsonNode read(String json) {
        try {
            return Json.read(json);
        } catch (JacksonException e) {
            throw Json.problem(e, "");
        }
    }
}
