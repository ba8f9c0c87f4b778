package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;

/**
 * What a run changed in the sources of a workspace, piece by piece, so that it can be taken back: {@code change.json} in the
 * run's folder.
 *
 * @param undoes the run that this one took back; empty for none
 * @param orderBefore names of the features before, in the order of the OS source
 * @param orderAfter the same after it
 * @param features blocks of the OS source
 * @param tests kept tests, by feature
 * @param milestones when and how milestones were completed
 * @param base what people wrote of the OS source: one piece, or none where it stayed; older runs do not tell
 */
public record OsChange(
        String undoes,
        List<String> orderBefore,
        List<String> orderAfter,
        List<Piece> features,
        List<Piece> tests,
        List<Piece> milestones,
        List<Piece> base) {

    private static final String BASE = "base";

    /**
     * One piece.
     *
     * @param before its text before; null where it was not there
     * @param after its text after; null where it is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Piece(String name, String before, String after) {}

    public OsChange {
        undoes = Objects.requireNonNullElse(undoes, "");
        orderBefore = List.copyOf(orderBefore);
        orderAfter = List.copyOf(orderAfter);
        features = List.copyOf(features);
        tests = List.copyOf(tests);
        milestones = List.copyOf(milestones);
        base = base == null ? List.of() : List.copyOf(base);
    }

    /** @param undoes the run that this change takes back; empty for none */
    static OsChange between(OsState before, OsState after, String undoes) {
        return new OsChange(
                undoes,
                before.source().featureNames(),
                after.source().featureNames(),
                pieces(blocks(before.source()), blocks(after.source())),
                pieces(tests(before.kept()), tests(after.kept())),
                pieces(completions(before.roadmap()), completions(after.roadmap())),
                pieces(base(before.source()), base(after.source())));
    }

    private static List<Piece> pieces(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new Piece(name, before.get(name), after.get(name)))
                .filter(piece -> !Objects.equals(piece.before, piece.after))
                .toList();
    }

    /** The text of what people wrote, under a name of its own. */
    public static Map<String, String> base(OsSource source) {
        return Map.of(BASE, source.baseText());
    }

    /** The text of each feature. */
    public static Map<String, String> blocks(OsSource source) {
        return byName(source.features().stream(), FeatureBlock::name, FeatureBlock::render);
    }

    /** The text of the kept tests of each feature. */
    public static Map<String, String> tests(Map<String, List<Scenario>> kept) {
        return byName(kept.entrySet().stream(), Map.Entry::getKey, entry -> Json.writeIndented(entry.getValue()));
    }

    static Map<String, String> completions(Roadmap roadmap) {
        return byName(
                roadmap.milestones().stream().filter(Milestone::isComplete),
                Milestone::id,
                milestone ->
                        milestone.completion().map(Milestone.Completion::text).orElseThrow());
    }

    private static <T> Map<String, String> byName(
            Stream<T> things, Function<T, String> name, Function<T, String> text) {
        return things.collect(Collectors.toMap(name, text, (one, other) -> one, LinkedHashMap::new));
    }

    /** Names of the features that it added, changed or removed. */
    public List<String> featureNames() {
        return features.stream().map(Piece::name).toList();
    }

    /** The order of the features once the change is taken back: as before it, where nothing was added or removed since. */
    public List<String> orderWithout(List<String> now) {
        if (now.equals(orderAfter)) {
            return orderBefore;
        }
        List<String> order = new ArrayList<>(now);
        features.stream().filter(piece -> piece.after == null).map(Piece::name).forEach(order::add);
        return order;
    }

    /** The first piece that is not as this change left it. */
    public static Optional<Piece> changedSince(List<Piece> pieces, Map<String, String> now) {
        return pieces.stream()
                .filter(piece -> !Objects.equals(piece.after, now.get(piece.name)))
                .findFirst();
    }
}
