package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import tools.jackson.databind.json.JsonMapper;

class ScenarioTest {

    private static List<Scenario> read(String json) {
        return Scenario.readAll(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    @Test
    void readsScenarios() {
        assertThat(
                        read(
                                "[{'name':'n','steps':[{'keys':'a{Enter}','expect':['idle','no reset']},{'expect':'halted'}]}]"))
                .containsExactly(new Scenario(
                        "n",
                        List.of(new Step("a{Enter}", List.of("idle", "no reset")), new Step("", List.of("halted")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|tests must be an array",
                "[1]|tests[0] must be an object",
                "[{'name':'n'}]|tests[0].steps must be an array",
                "[{'steps':[{}]}]|tests[0].name must be a string",
                "[{'name':'n','steps':[]}]|tests[0]: scenario 'n' has no steps",
                "[{'name':'n','steps':[{'key':'a'}]}]|tests[0].steps[0] has an unknown member 'key'; known are expect, keys",
                "[{'name':'n','steps':[{'inputs':[]}]}]|tests[0].steps[0] has an unknown member 'inputs'; known are expect, keys",
                "[{'name':'n','steps':[{'keys':'{Entr}'}]}]|tests[0].steps[0]: unknown key 'Entr'",
                "[{'name':'n','steps':[{'keys':5}]}]|tests[0].steps[0].keys must be a string",
                "[{'name':'n','steps':[{'expect':['nope']}]}]|tests[0].steps[0]: unknown expectation 'nope'",
                "[{'name':'n','steps':[{'expect':[null]}]}]|tests[0].steps[0].expect[0] must be a string",
                "[{'name':'n','steps':[{'expect':['reset','halted']}]}]|a machine cannot come to rest in two ways: reset; halted",
            })
    void saysWhereAScenarioIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Problem.class).hasMessageContaining(message);
    }
}
