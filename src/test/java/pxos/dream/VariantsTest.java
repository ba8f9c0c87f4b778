package pxos.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.dream.Variants.Kept;
import pxos.json.Json;
import pxos.pipeline.StrengthFigures;

/** Which versions of a feature are kept. */
class VariantsTest {

    private static Kept kept(String feature, int bytes, int caught, String seenIn) {
        StrengthFigures strength = new StrengthFigures(10, 10, 100, 100, caught, 0);
        return new Kept(
                new Variant(feature, bytes, strength, "a-model", "run_1", "attempt-01.json", seenIn),
                Json.object().put("feature", feature));
    }

    private static Kept proved(int bytes, int caught) {
        return kept("rot13", bytes, caught, "QEMU");
    }

    private static Variants of(Kept... versions) {
        return Variants.NONE.with("run_1", List.of(versions));
    }

    private static Stream<String> sizesAndStrengths(Variants variants) {
        return variants.shown().stream()
                .map(each -> each.bytes() + " " + each.strength().mutantsCaught());
    }

    @Test
    void whatAnotherBeatsInSizeAndStrengthIsGone() {
        assertThat(sizesAndStrengths(of(proved(60, 90), proved(40, 70), proved(50, 60))))
                .containsExactly("60 90", "40 70");
        assertThat(sizesAndStrengths(of(proved(60, 90), proved(40, 70), proved(40, 90))))
                .containsExactly("40 90");
        assertThat(sizesAndStrengths(of(proved(60, 90), proved(60, 90))))
                .as("the same twice")
                .containsExactly("60 90");
    }

    @Test
    void whatOnlyTheFastMachineHasSeenBeatsNothingThatQemuHas() {
        Kept surmised = kept("rot13", 40, 95, "the fast machine alone");

        assertThat(sizesAndStrengths(of(proved(60, 90), surmised))).containsExactly("60 90", "40 95");
        assertThat(sizesAndStrengths(of(surmised, proved(40, 95)))).containsExactly("40 95");
    }

    @Test
    void ofAFeatureFourAreKeptTheSmallestAndTheStrongestAmongThem() {
        Variants many =
                of(proved(60, 90), proved(50, 80), proved(40, 70), proved(30, 60), proved(45, 75), proved(20, 1));

        assertThat(sizesAndStrengths(many)).containsExactly("60 90", "30 60", "45 75", "20 1");
        assertThat(many.parents("rot13"))
                .extracting(each -> each.variant().bytes())
                .containsExactly(20, 60);
        assertThat(many.parents("other")).isEmpty();
    }

    @Test
    void versionsOfFeaturesThatAreGoneAreDropped() {
        Variants two = of(proved(60, 90), kept("other", 10, 10, "QEMU"));

        assertThat(two.only(List.of("other"), List.of()).shown())
                .extracting(Variant::feature)
                .containsExactly("other");
        assertThat(two.only(List.of("other"), List.of()).read()).isEmpty();
    }
}
