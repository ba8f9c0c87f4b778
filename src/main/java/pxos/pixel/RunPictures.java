package pxos.pixel;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.os.AddressRange;
import pxos.pixel.picture.MemoryChange;
import pxos.pixel.picture.RunCard;
import pxos.pixel.picture.VisualDiff;

/** The pictures of a run, from what the network keeps of it. */
public final class RunPictures {
    private static final int MINUTES_LENGTH = "2026-11-23T13:03".length();

    private RunPictures() {}

    /** What the run changed, as a PNG; empty when it kept no change of the OS. */
    public static Optional<byte[]> diff(RunRecord run) {
        RunRecord.Change change = run.change();
        if (change.changes().isEmpty() && change.listing().isEmpty()) {
            return Optional.empty();
        }
        VisualDiff diff = new VisualDiff(
                run.request().goal(),
                facts(run.request()) + "  ·  " + run.result().verdict(),
                run.mark(),
                run.screenBefore(),
                run.screen(),
                change.changes().stream()
                        .flatMap(text -> MemoryChange.parse(text).stream())
                        .toList(),
                change.listing());
        return Optional.of(diff.png());
    }

    /** The card of the run's strip. */
    static RunCard card(RunRecord run) {
        // "FAIL - the reason" is shown as a word and, where there is no other evidence, the reason.
        String[] verdict = run.result().verdict().split(" ", 2);
        String reason = verdict.length < 2 ? "" : verdict[1].replaceFirst("^[\\s-]+", "");
        RunRecord.Proof proof = run.proof();
        return new RunCard(
                run.mark(),
                verdict[0],
                run.request().goal(),
                facts(run.request()),
                built(run.result()),
                checks(proof),
                proof.evidence().stream().findFirst().orElse(reason),
                ranges(run.result().bytes()),
                run.screen());
    }

    /** What was built, and what the goal was taken for. */
    private static String built(RunRecord.Result result) {
        return Stream.of(String.join(", ", result.features()), result.remarks().understoodAs())
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.joining("  ·  "));
    }

    private static String checks(RunRecord.Proof proof) {
        int total = proof.checksTotal();
        String strength = proof.strength().isEmpty() ? "" : "  ·  " + proof.strength();
        return total == 0
                ? "no checks"
                : proof.checksPassed() + "/" + total + (total == 1 ? " check" : " checks") + strength;
    }

    private static String facts(RunRecord.Request request) {
        String time = request.time().length() > MINUTES_LENGTH
                ? request.time().substring(0, MINUTES_LENGTH).replace('T', ' ')
                : request.time();
        return Stream.of(request.runId(), time, request.milestone(), request.generator())
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.joining("  ·  "));
    }

    /** The ranges that can be read; a card is no place to complain about the others. */
    private static List<AddressRange> ranges(List<String> texts) {
        return texts.stream()
                .flatMap(text -> MemoryChange.parse("+" + text).stream())
                .map(MemoryChange::range)
                .toList();
    }
}
