package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Whether a scenario wiped what stood on the screen, or wrote beside it, though the goal speaks of nothing like it. */
record Cleared(FreshPrompt fresh, Change change) {

    private static final List<Effect> ALLOWING =
            List.of(Effect.CLEAR, Effect.PLACE, Effect.COLOURS, Effect.GREETING, Effect.PROMPT, Effect.RESET);

    /** @param shown the screen after the scenario */
    Optional<Fault> fault(Scenario scenario, TextScreen shown) {
        List<String> stood = fresh.screen().rows().subList(0, fresh.screen().cursorRow()).stream()
                .filter(row -> !row.isBlank())
                .toList();
        boolean full = !shown.rows().get(TextScreen.ROWS - 1).isBlank();
        boolean gone = !stood.isEmpty() && stood.stream().noneMatch(shown.rows()::contains);
        if (full || ALLOWING.stream().anyMatch(change::asksFor) || usesAnother(scenario)) {
            return Optional.empty();
        }
        if (gone) {
            return fault("what stood on the screen has gone");
        }
        int start = fresh.screen().cursorRow();
        return IntStream.range(0, TextScreen.ROWS)
                .filter(row -> row < start || row > shown.cursorRow())
                .filter(row -> !shown.row(row).equals(fresh.screen().row(row)))
                .boxed()
                .findFirst()
                .flatMap(row ->
                        fault("row " + row + " shows \"" + shown.row(row).strip() + "\", not where the prompt was"));
    }

    private static Optional<Fault> fault(String what) {
        return Optional.of(new Fault(Fault.Kind.SCREEN, what + ", and the goal asks for nothing like it"));
    }

    /** Whether it types an older command, which may have done that. */
    private boolean usesAnother(Scenario scenario) {
        return fresh.commands().stream()
                .filter(command -> !change.owns(command.node()))
                .map(command -> command.name().toLowerCase(Locale.ROOT))
                .anyMatch(name -> scenario.steps().stream()
                        .map(Step::keys)
                        .flatMap(keys -> Stream.of(keys.split("[{}]")))
                        .anyMatch(typed -> typed.toLowerCase(Locale.ROOT).startsWith(name)));
    }
}
