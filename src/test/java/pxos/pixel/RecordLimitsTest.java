package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.pixel.RecordLimits.Kind;

class RecordLimitsTest {
    private static final String LONG = "word ".repeat(100_000);
    private static final List<String> MANY = Collections.nCopies(1_000, LONG);

    @Test
    void keepsARecordThatFitsAsItIs() {
        assertThat(RecordLimits.clip(Runs.run(2))).isEqualTo(Runs.run(2));
    }

    @Test
    void clipsEveryTextAndEveryListAndNamesThem() {
        RunRecord kept = RecordLimits.clip(huge());

        List<String> fields = new ArrayList<>();
        for (Record group : List.of(
                kept.request(), kept.result(), kept.result().remarks(), kept.proof(), kept.change(), kept.story())) {
            Stream.of(group.getClass().getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive()
                            && !component.getType().isRecord())
                    .map(RecordComponent::getName)
                    .forEach(fields::add);
        }
        assertThat(fields).hasSizeGreaterThan(15);
        assertThat(kept.clipped()).containsAll(fields);
        assertThat(kept.json()).hasSizeLessThan(620_000);
    }

    private static RunRecord huge() {
        return new RunRecord(
                new RunRecord.Request(LONG, LONG, LONG, LONG, LONG),
                new RunRecord.Result(LONG, LONG, MANY, LONG, MANY, new RunRemarks(MANY, LONG, MANY, MANY, MANY)),
                new RunRecord.Proof(1, 2, MANY, LONG, LONG, MANY, 0),
                new RunRecord.Cost(1, 2, 3),
                new RunRecord.Change(MANY, MANY, MANY, LONG, LONG),
                new RunStory(LONG, LONG, LONG, Collections.nCopies(100, built()), LONG));
    }

    private static RunStory.Built built() {
        return new RunStory.Built(LONG, LONG, LONG, LONG, LONG, LONG, MANY, MANY, LONG, LONG);
    }

    @Test
    void clipsByTheKindOfAField() {
        RunRecord kept = RecordLimits.clip(huge());

        assertThat(kept.request().runId()).hasSize(Kind.NAME.characters);
        assertThat(kept.request().goal()).hasSize(Kind.TEXT.characters);
        assertThat(kept.result().plan()).hasSize(Kind.PLAN.characters);
        assertThat(kept.proof().evidence()).hasSize(Kind.EVIDENCE.entries);
        assertThat(kept.proof().screen()).hasSize(Kind.ROWS.entries);
        assertThat(kept.change().listing()).hasSize(Kind.LINES.entries);
        assertThat(kept.change().attributes()).endsWith("word");
    }

    @Test
    void keepsTheNamesOfWhatWasClippedBefore() {
        RunRecord run = Runs.run(1);
        RunRecord before = new RunRecord(
                run.request(),
                run.result(),
                run.proof(),
                run.cost(),
                run.change(),
                run.story(),
                List.of("plan", "listing"));

        assertThat(RecordLimits.clip(before)).isEqualTo(before);
    }

    @Test
    void neverCutsACharacterInHalf() {
        RunRecord run = Runs.run(1, "x".repeat(Kind.TEXT.characters - 1) + "🎉", "PASS");

        assertThat(RecordLimits.clip(run).request().goal()).isEqualTo("x".repeat(Kind.TEXT.characters - 1));
    }
}
