package pxos.dream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import pxos.json.Json;
import pxos.model.GivenAnswer;
import tools.jackson.databind.JsonNode;

/**
 * The versions of features that are kept: of each feature those that no other one beats in size and strength, at most four.
 *
 * @param read the runs whose answers were looked at
 * @param kept oldest first
 */
record Variants(List<String> read, List<Kept> kept) {

    static final Variants NONE = new Variants(List.of(), List.of());

    private static final int MOST_OF_A_FEATURE = 4;

    /** A version with its code, as its author wrote it. */
    record Kept(Variant variant, JsonNode code) {

        Kept {
            Objects.requireNonNull(variant, "variant");
            Objects.requireNonNull(code, "code");
        }

        /** As it is handed in once more. */
        GivenAnswer answer() {
            return new GivenAnswer(Json.write(code), variant.author());
        }
    }

    Variants {
        read = read == null ? List.of() : List.copyOf(read);
        kept = kept == null ? List.of() : List.copyOf(kept);
    }

    /** With the answers of one more run; what they beat is gone. */
    Variants with(String run, List<Kept> answers) {
        List<String> runs = new ArrayList<>(read);
        runs.add(run);
        Variants all = new Variants(runs, kept);
        for (Kept answer : answers) {
            all = all.with(answer);
        }
        return all;
    }

    private Variants with(Kept more) {
        Variant variant = more.variant();
        List<Kept> same = new ArrayList<>(of(variant.feature()));
        if (same.stream().map(Kept::variant).anyMatch(there -> there.beats(variant) || there.isLike(variant))) {
            return this;
        }
        same.removeIf(there -> variant.beats(there.variant()));
        same.add(more);
        if (same.size() > MOST_OF_A_FEATURE) {
            same.remove(leastTelling(same));
        }
        List<Kept> others = kept.stream()
                .filter(there -> !there.variant().feature().equals(variant.feature()))
                .toList();
        return new Variants(read, Stream.concat(others.stream(), same.stream()).toList());
    }

    /** The oldest that is neither the smallest nor the strongest. */
    private static Kept leastTelling(List<Kept> same) {
        Kept smallest =
                same.stream().min(Comparator.comparingInt(Variants::bytes)).orElseThrow();
        Kept strongest = strongest(same);
        return same.stream()
                .filter(each -> each != smallest && each != strongest)
                .findFirst()
                .orElseThrow();
    }

    private static int bytes(Kept each) {
        return each.variant().bytes();
    }

    private static Kept strongest(List<Kept> same) {
        return same.stream()
                .max(Comparator.comparingDouble(each -> each.variant().caught()))
                .orElseThrow();
    }

    /** Of these features and runs alone. */
    Variants only(List<String> features, List<String> runs) {
        return new Variants(
                read.stream().filter(runs::contains).toList(),
                kept.stream()
                        .filter(each -> features.contains(each.variant().feature()))
                        .toList());
    }

    /** Those of a feature, oldest first. */
    List<Kept> of(String feature) {
        return kept.stream()
                .filter(each -> each.variant().feature().equals(feature))
                .toList();
    }

    /** What a model is shown of a feature: the smallest version, and the one with the strongest tests. */
    List<Kept> parents(String feature) {
        List<Kept> all = of(feature);
        return all.isEmpty()
                ? List.of()
                : Stream.of(
                                all.stream()
                                        .min(Comparator.comparingInt(Variants::bytes))
                                        .orElseThrow(),
                                strongest(all))
                        .distinct()
                        .toList();
    }

    /** For people: without the code. */
    List<Variant> shown() {
        return kept.stream().map(Kept::variant).toList();
    }
}
