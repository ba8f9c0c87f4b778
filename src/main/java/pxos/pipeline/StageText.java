package pxos.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/** What a stage does and did, in a few words for people. */
public final class StageText {

    private StageText() {}

    /** What the stage is about to work on; may be empty. */
    public static String task(Stage stage, RunContext run) {
        return switch (stage) {
            case ANALYSE, REMEMBER, LOG -> "";
            case PLAN ->
                run.plan().begun() < run.plan().items().size()
                        ? run.plan().items().get(run.plan().begun()).goal()
                        : "";
            case GENERATE, BUILD, TEST ->
                run.round()
                        .map(round -> round.item().goal() + attempt(round, run))
                        .orElse("");
        };
    }

    /** Which attempt it is, where there can be several. */
    private static String attempt(Round round, RunContext run) {
        if (round.shortForm()) {
            return " (in the short form)";
        }
        int most = run.request().authors().attempts();
        boolean canBeMended = round.contenders().stream()
                .anyMatch(contender -> contender.model().isLanguageModel());
        return canBeMended && most > 1 ? " (attempt " + round.number() + " of " + most + ")" : "";
    }

    /** What came of the stage. */
    public static String outcome(Stage stage, RunContext run) {
        if (run.failure().isPresent() && run.failure().get().stage() == stage) {
            return "failed";
        }
        return switch (stage) {
            case ANALYSE -> counted(run.present().size(), "feature") + " present";
            case REMEMBER -> counted(run.memories().size(), "earlier run");
            case PLAN -> run.understoodAs().isEmpty() ? plan(run) : "understood as: " + run.understoodAs();
            case GENERATE -> authors(answered(run));
            case BUILD -> sizes(answered(run));
            case TEST -> proof(answered(run));
            case LOG -> run.runId();
        };
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String plan(RunContext run) {
        return run.work().open().stream()
                .findFirst()
                .flatMap(Round::planned)
                .map(planned -> planned.plan().summary())
                .orElse(run.plan().words());
    }

    /** The answers that the stage worked on: those of the round on top that has any. */
    static List<Trial> answered(RunContext run) {
        List<Round> open = run.work().open();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (!open.get(i).trials().isEmpty()) {
                return open.get(i).trials();
            }
        }
        return List.of();
    }

    private static String authors(List<Trial> trials) {
        String authors = trials.stream().map(Trial::author).distinct().collect(Collectors.joining(", "));
        if (trials.stream().noneMatch(Trial::isIn)) {
            return trials.get(0).failure().message();
        }
        return trials.size() == 1 ? "by " + authors : trials.size() + " answers by " + authors;
    }

    private static String sizes(List<Trial> trials) {
        return trials.stream().map(StageText::size).collect(Collectors.joining(", "));
    }

    private static String size(Trial trial) {
        if (!trial.isIn()) {
            return trial.failure().message();
        }
        return trial.built() == null
                ? "no room; what opens sectors 3 to 18 is built first"
                : trial.built().sizeBytes() + " bytes";
    }

    private static String proof(List<Trial> trials) {
        Trial best = trials.stream().min(Trial::bestFirst).orElseThrow();
        return best.proof() == null ? best.outcome() : best.verdict();
    }
}
