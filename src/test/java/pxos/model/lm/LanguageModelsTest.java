package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.Problem;

/** The one place that knows who serves language models. */
class LanguageModelsTest {

    private static final String NOBODY = "http://127.0.0.1:1/v1";

    private final LanguageModels models =
            new LanguageModels(Requests.schemas(), name -> Progress.SILENT, KnownServers.none());

    @Test
    void givesAModelForEachNameAtAServerThatAnswers() throws Exception {
        try (ModelServer server = new ModelServer()) {
            assertThat(models.of(Llm.AUTO, server.url(), List.of("qwen", "phi")))
                    .extracting(LanguageModel::id)
                    .containsExactly("lm-studio:qwen", "lm-studio:phi");
            assertThat(models.of(Llm.AUTO, server.url(), List.of()))
                    .extracting(LanguageModel::id)
                    .containsExactly("lm-studio");
            assertThat(models.areAnswering(server.url())).isTrue();
        }
    }

    @Test
    void looksForAProviderOnlyWhereNoneWasNamed() {
        assertThat(models.of(Llm.AUTO, NOBODY, List.of())).isEmpty();
        assertThat(models.areAnswering(NOBODY)).isFalse();
        assertThat(models.of(Llm.LM_STUDIO, NOBODY, List.of())).hasSize(1);
    }

    @Test
    void givesNoneForTheRecipes() throws Exception {
        try (ModelServer server = new ModelServer()) {
            assertThat(models.of(Llm.RECIPES, server.url(), List.of("qwen"))).isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void listsTheModelsOfAServerOrSaysWhyNot() throws Exception {
        try (ModelServer server = new ModelServer()) {
            assertThat(LanguageModels.listed(server.url()))
                    .extracting(ModelInfo::name)
                    .containsExactly("qwen");
        }
        assertThatThrownBy(() -> LanguageModels.listed(NOBODY))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(NOBODY);
    }
}
