package pxos.coach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.coach.Coaching.Cost;
import pxos.coach.Coaching.Idle;
import pxos.coach.Coaching.Lesson;
import pxos.coach.Coaching.Proof;
import pxos.coach.Coaching.Topic;
import tools.jackson.databind.JsonNode;

/** Reads a run, and says what a good teacher would. */
public final class Coach {

    private static final String RECIPES = "recipes";

    private final Cue.Book cues = Cue.Book.open();

    /**
     * What there is to learn from a run.
     *
     * @param result the run as {@code --machine} writes it
     * @param attempts the attempts in its folder, by the names of their files; empty where they are not at hand
     * @throws Problem where the document is no result of a run
     */
    public Coaching coach(JsonNode result, Map<String, JsonNode> attempts) {
        if (!result.path("success").isBoolean() || !result.path("test_result").isObject()) {
            throw Problem.input(
                    "this is no result of a run: it has no 'success' and 'test_result'",
                    "Give what --machine writes: pxos --goal \"...\" --machine | pxos coach -");
        }
        List<Try> tries = new TreeMap<>(attempts)
                .entrySet().stream()
                        .map(attempt -> Try.of(attempt.getKey(), attempt.getValue()))
                        .toList();
        Set<String> beside = besideTheGoal(result);
        List<JsonNode> kept = tries.stream()
                .filter(each -> each.forCode() && each.won() && !beside.contains(each.feature()))
                .map(Try::answer)
                .toList();
        Optional<Composition> composition = Composition.of(kept);
        Cost cost = cost(result, tries);
        Proof proof = proof(result);
        return new Coaching(
                result.path("run_id").asString(""),
                result.path("title").asString(result.path("goal").asString("")),
                result.path("success").asBoolean(),
                result.at("/test_result/verdict").asString(""),
                result.path("generator").asString(""),
                composition.orElse(null),
                cost,
                proof,
                Stream.of(
                                misunderstood(tries),
                                proofLessons(result, proof),
                                composition.map(parts -> composing(parts, kept)).orElse(List.of()),
                                waste(cost, tries),
                                next(result))
                        .flatMap(List::stream)
                        .toList());
    }

    /** Features that were built only because another one needs them: people have written those. */
    private static Set<String> besideTheGoal(JsonNode result) {
        return result.path("features")
                .valueStream()
                .filter(feature -> feature.path("prerequisite").asBoolean(false))
                .map(feature -> feature.path("name").asString(""))
                .collect(Collectors.toSet());
    }

    private static Cost cost(JsonNode result, List<Try> tries) {
        List<Try> lost =
                tries.stream().filter(each -> each.forCode() && !each.won()).toList();
        return new Cost(
                result.path("attempts").asInt(0),
                lost.size(),
                result.path("tokens").asLong(0),
                lost.stream().mapToLong(Try::tokens).sum());
    }

    private static Proof proof(JsonNode result) {
        int checks = 0;
        int fresh = 0;
        int telling = 0;
        List<Idle> idle = new ArrayList<>();
        for (JsonNode check : result.at("/test_result/checks")) {
            checks++;
            if (!check.path("new").asBoolean(false)) {
                continue;
            }
            fresh++;
            String doesNotCount = check.path("does_not_count").asString("");
            if (check.path("failed_before").asBoolean(false) && doesNotCount.isEmpty()) {
                telling++;
            } else if (check.path("verdict").asString("").equals("PASS")) {
                String because = doesNotCount.isEmpty() ? "it passes without the change as well" : doesNotCount;
                idle.add(new Idle(check.path("name").asString(""), because));
            }
        }
        return new Proof(checks, fresh, telling, result.path("strength").asString(""), idle);
    }

    /** One lesson for each kind of rejection that is known, however often it came. */
    private List<Lesson> misunderstood(List<Try> tries) {
        Map<Cue, List<Try>> byCue = new LinkedHashMap<>();
        tries.stream()
                .filter(each -> !each.problem().isBlank())
                .forEach(each -> cues.rejection(each.problem())
                        .ifPresent(cue -> byCue.computeIfAbsent(cue, known -> new ArrayList<>())
                                .add(each)));
        return byCue.entrySet().stream()
                .map(entry -> lesson(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Lesson lesson(Cue cue, List<Try> told) {
        Try last = told.get(told.size() - 1);
        boolean often = told.size() > 1;
        boolean says = !cue.promptLine().isEmpty();
        return new Lesson(
                Topic.MISUNDERSTOOD,
                cue.finding() + (often ? " " + told.size() + " answers had this fault." : ""),
                cue.advice() + (often ? " Where that does not help, ask another model." : ""),
                says ? cue.promptLine() : null,
                says && !last.prompt().isBlank() ? last.wasTold(cue.promptLine()) : null,
                last.problem().lines().findFirst().orElse(""),
                last.file());
    }

    private static List<Lesson> proofLessons(JsonNode result, Proof proof) {
        List<Lesson> lessons = new ArrayList<>();
        if (proof.checks() == 0 && !result.path("features").isEmpty()) {
            lessons.add(Lesson.of(
                    Topic.PROOF, "Nothing was booted.", "Run it without --no-test: only what was seen counts."));
        }
        // The tests of recipes are people's, and guard what must not happen, too.
        if (!proof.idle().isEmpty() && !result.path("generator").asString("").equals(RECIPES)) {
            Idle first = proof.idle().get(0);
            lessons.add(Lesson.of(
                    Topic.PROOF,
                    proof.idle().size() + " of " + Plural.count(proof.fresh(), "new test")
                            + " would pass without the feature, such as '" + first.test() + "': " + first.because()
                            + ".",
                    "Let a test expect a text that only the feature prints, unless it guards what must not happen."));
        }
        for (JsonNode feature : result.path("features")) {
            if (feature.path("prerequisite").asBoolean(false)) {
                continue;
            }
            String name = feature.path("name").asString("");
            JsonNode strength = feature.path("strength");
            unreached(name, strength).or(() -> unnoticed(name, strength)).ifPresent(lessons::add);
        }
        return lessons;
    }

    private static Optional<Lesson> unreached(String feature, JsonNode strength) {
        int instructions = strength.path("instructions").asInt(0);
        int missed = instructions - strength.path("executed").asInt(0);
        return Optional.of(Lesson.of(
                        Topic.PROOF,
                        "No test of '" + feature + "' reaches " + missed + " of its " + instructions + " instructions.",
                        "Test the case that they are for, or leave them out."))
                .filter(lesson -> missed > 0);
    }

    private static Optional<Lesson> unnoticed(String feature, JsonNode strength) {
        int tried = strength.path("mutants_tried").asInt(0);
        int missed = tried - strength.path("mutants_caught").asInt(0);
        return Optional.of(Lesson.of(
                        Topic.PROOF,
                        missed + " of " + tried + " mutants of '" + feature + "' go unnoticed by its tests.",
                        "pxos harden " + feature + " lists them, and finds tests that catch them."))
                .filter(lesson -> missed > 0);
    }

    private List<Lesson> composing(Composition parts, List<JsonNode> kept) {
        List<Lesson> lessons = new ArrayList<>();
        if (parts.templates().isEmpty() && parts.rawInstructions() + parts.rawBytes() > 0) {
            lessons.add(Lesson.of(
                    Topic.COMPOSITION,
                    "No template was used: " + parts.inWords() + ".",
                    "Look through TEMPLATES first: each is tested, and costs one line."));
        }
        List<String> code = kept.stream()
                .flatMap(answer -> answer.path("primitives").valueStream())
                .flatMap(primitive -> Composition.instructions(primitive).stream())
                .toList();
        cues.habits().stream()
                .filter(habit -> code.stream().anyMatch(habit::isIn))
                .map(habit -> Lesson.of(Topic.COMPOSITION, habit.finding(), habit.advice()))
                .forEach(lessons::add);
        return lessons;
    }

    private List<Lesson> waste(Cost cost, Collection<Try> tries) {
        List<Lesson> lessons = new ArrayList<>();
        if (cost.tokensLost() > 0) {
            lessons.add(Lesson.of(
                    Topic.WASTE,
                    Plural.count(cost.lost(), "answer") + " of " + cost.attempts() + " came to nothing, with "
                            + cost.tokensLost() + " of " + cost.tokens() + " tokens.",
                    "What each of them was told is in its file in the run's folder."));
        }
        Map<String, Integer> problems = new TreeMap<>();
        tries.stream()
                .map(Try::problem)
                .filter(problem -> !problem.isBlank() && cues.rejection(problem).isEmpty())
                .forEach(problem -> problems.merge(problem, 1, Integer::sum));
        problems.forEach((problem, times) -> {
            if (times > 1) {
                lessons.add(Lesson.of(
                        Topic.WASTE,
                        "The same rejection came " + times + " times: "
                                + problem.lines().findFirst().orElse(""),
                        "Ask another model, or say in the goal what is wanted there."));
            }
        });
        return lessons;
    }

    private static List<Lesson> next(JsonNode result) {
        String hint = result.at("/error/hint").asString("");
        return hint.isBlank()
                ? List.of()
                : List.of(Lesson.of(Topic.NEXT, result.at("/error/message").asString(""), hint));
    }
}
