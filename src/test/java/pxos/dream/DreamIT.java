package pxos.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;

/** Dreams that take long: every candidate, or hundreds of random sessions. */
@Tag("long")
class DreamIT extends DreamOnFakes {

    /** A call at the end of a routine, which may be a jump. */
    private void addWhatAModelWrote() throws Exception {
        PrimitiveBuilder builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(Path.of("primitives"))), new NasmAssembler(Optional.empty()));
        OsSource source = OsSource.parse(Files.readString(workspace.source()));
        Feature blank = new Feature(
                "blank",
                null,
                List.of(
                        new Primitive.Define("blank_run", null),
                        new Primitive.Call("newline"),
                        new Primitive.Write(null, "C3", "ret"),
                        new Primitive.Hook("on_key", "blank_run", null)),
                List.of());
        BuildOptions byAModel = new BuildOptions("A blank line", "run_1", "a-model", false);
        Files.writeString(
                workspace.source(),
                builder.add(source, blank, byAModel).source().render());
    }

    @Test
    void whatAModelWroteIsMadeSmaller() throws Exception {
        addWhatAModelWrote();
        sources = List.of(new RewriteSource());
        DreamSession session = dream(NONE);

        assertThat(session.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.kind()).isEqualTo(Kind.REWRITE);
            assertThat(choice.goal()).isEqualTo("Optimise blank");
            assertThat(choice.reason()).contains("a-model wrote it in ");
            assertThat(choice.result().success()).as(choice.result().verdict()).isTrue();
        });
        assertThat(records().get(0).story().reason()).contains("a-model wrote it in ");
    }

    @Test
    void noGoalIsTriedTwiceForTheSameReasonHoweverManySessionsThereAre() throws Exception {
        List<String> tried = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            dream(new SessionLimits(0, 3, 0, 0))
                    .choices()
                    .forEach(choice -> tried.add(choice.goal() + " because " + choice.reason()));
        }

        assertThat(tried).doesNotHaveDuplicates().hasSize(9);
        assertThat(records()).hasSize(tried.size());
    }
}
