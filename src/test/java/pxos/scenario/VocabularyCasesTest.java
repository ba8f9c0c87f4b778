package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The vocabulary in Java on the shared list; {@code PageVocabularyIT} runs the page's scripts on it. */
class VocabularyCasesTest {

    @Test
    void judgesEveryExpectationAsTheListSays() throws Exception {
        JsonNode cases = VocabularyCases.read();
        Map<String, Observation> observations = VocabularyCases.observations(cases);

        for (JsonNode each : cases.path("expectations")) {
            String expectation = each.path(0).asString();
            assertThat(VocabularyCases.satisfied(expectation, observations))
                    .as(expectation)
                    .isEqualTo(each.path(1).asString());
        }
        assertThat(cases.path("expectations")).hasSizeGreaterThan(60);
    }

    @Test
    void refusesWhatTheListSays() throws Exception {
        for (JsonNode refused : VocabularyCases.read().path("refused")) {
            assertThat(VocabularyCases.satisfied(refused.asString(), Map.of()))
                    .as(refused.asString())
                    .isEqualTo("refused");
        }
    }

    @Test
    void typesWhatTheListSays() throws Exception {
        JsonNode cases = VocabularyCases.read();

        for (JsonNode each : cases.path("keys")) {
            assertThat(VocabularyCases.inputs(each.path(0).asString()))
                    .as(each.path(0).asString())
                    .isEqualTo(each.path(1).asString());
        }
        for (JsonNode each : cases.path("scanCodes")) {
            assertThat(VocabularyCases.keySymbol(each.path(0).asString()))
                    .isEqualTo(each.path(1).asInt());
        }
    }
}
