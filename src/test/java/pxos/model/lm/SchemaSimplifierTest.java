package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SchemaSimplifierTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String FULL = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"t","type":"object",
             "required":["feature","primitives"],"additionalProperties":false,
             "properties":{
               "feature":{"type":"string","pattern":"^[a-z]+$","maxLength":40},
               "pattern":{"type":"string","format":"date","minLength":1},
               "primitives":{"type":"array","minItems":2,"maxItems":10000,"items":{"oneOf":[
                  {"$ref":"#/$defs/write"},{"$ref":"#/$defs/asm"},
                  {"type":"object","required":["type"],"properties":{"type":{"enum":["CALL"]},
                     "label":{"type":"string","pattern":"^x"}},"patternProperties":{"^x_":{}},"additionalProperties":false}]}},
               "even":{"type":"integer","minimum":0,"maximum":100,"multipleOf":2},
               "not_five":{"type":"integer","not":{"const":5}}},
             "allOf":[{"if":{"required":["even"]},"then":{"required":["feature"]}}],
             "$defs":{
               "write":{"type":"object","required":["type","bytes"],"additionalProperties":false,
                 "properties":{"type":{"const":"WRITE"},"bytes":{"type":"string","pattern":"^([0-9A-F]{2} ?)+$"}}},
               "asm":{"type":"object","required":["type","code"],"additionalProperties":false,
                 "properties":{"type":{"const":"ASM"},"code":{"type":"string","maxLength":4000}}}}}
            """;

    @Test
    void leavesOutWhatBreaksGrammars() {
        JsonNode copy = SchemaSimplifier.simplify(Json.read(FULL));
        String text = copy.toString();
        assertThat(text)
                .doesNotContain(
                        "maxLength", "maxItems", "minLength", "format\"", "oneOf", "multipleOf", "\"not\"", "allOf")
                .doesNotContain("\"$schema\"", "title", "patternProperties", "minimum");
        assertThat(copy.at("/properties/pattern/type").asString())
                .as("a property that is named like a keyword")
                .isEqualTo("string");
        assertThat(copy.at("/properties/feature").size()).isEqualTo(1);
        assertThat(copy.at("/properties/primitives/items/anyOf").size()).isEqualTo(3);
        assertThat(copy.at("/additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void leavesTheSchemaItselfAsItIs() {
        JsonNode full = Json.read(FULL);
        SchemaSimplifier.simplify(full);
        SchemaSimplifier.without("ASM", full);
        assertThat(full).isEqualTo(Json.read(FULL));
    }

    @Test
    void acceptsWhateverTheFullSchemaAccepts() {
        JsonNode full = Json.read(FULL);
        Schema strict = compile(full);
        Schema loose = compile(SchemaSimplifier.simplify(full));
        Random random = new Random(7);
        int accepted = 0;
        for (int round = 0; round < 3000; round++) {
            JsonNode sample = sample(random);
            if (strict.validate(sample).isEmpty()) {
                accepted++;
                assertThat(loose.validate(sample)).as(sample.toString()).isEmpty();
            }
        }
        assertThat(accepted).as("samples that the full schema accepts").isGreaterThan(100);
    }

    @Test
    void everySchemaOfTheProjectStaysAValidSchema() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("schemas"), "*.json")) {
            for (Path file : files) {
                JsonNode copy = SchemaSimplifier.simplify(Json.read(Files.readString(file)));
                assertThat(compile(copy).validate(NODES.objectNode()))
                        .as(file.toString())
                        .isNotNull();
                assertThat(copy.path("type").asString("")).as(file.toString()).isEqualTo("object");
            }
        }
    }

    @Test
    void dropsAPrimitiveThatCannotBeServed() {
        JsonNode copy = SchemaSimplifier.without("ASM", Json.read(FULL));
        assertThat(copy.at("/properties/primitives/items/oneOf").toString())
                .contains("write", "CALL")
                .doesNotContain("asm");
    }

    @Test
    void thePlanSchemaTakesAPlanWithScenarios() throws IOException {
        Schema schema = compile(Json.read(Files.readString(Path.of("schemas/plan.schema.json"))));
        String plan =
                "{\"feature\":\"ver_command\",\"summary\":\"Prints the version.\",\"steps\":[\"A text.\"],\"tests\":"
                        + "[{\"name\":\"ver\",\"steps\":[{\"keys\":\"ver{Enter}\",\"expect\":[\"contains \\\"v1\\\"\"]}]}]}";
        assertThat(schema.validate(Json.read(plan))).isEmpty();
        assertThat(schema.validate(Json.read(plan.replace("\"steps\":[\"A text.\"]", "\"steps\":[]"))))
                .isNotEmpty();
    }

    private static Schema compile(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    private static JsonNode sample(Random random) {
        ObjectNode node = NODES.objectNode();
        node.put("feature", random.nextInt(4) == 0 ? "A1" : "abc");
        if (random.nextInt(3) == 0) {
            node.put("even", random.nextInt(6) * (random.nextBoolean() ? 2 : 1));
        }
        if (random.nextInt(3) == 0) {
            node.put("not_five", 3 + random.nextInt(4));
        }
        ArrayNode primitives = node.putArray("primitives");
        int count = 1 + random.nextInt(3);
        for (int index = 0; index < count; index++) {
            primitives.add(primitive(random));
        }
        return node;
    }

    private static ObjectNode primitive(Random random) {
        ObjectNode node = NODES.objectNode();
        switch (random.nextInt(4)) {
            case 0 -> node.put("type", "WRITE").put("bytes", random.nextInt(4) == 0 ? "zz" : "B8 01");
            case 1 -> node.put("type", "ASM").put("code", "ret");
            case 2 -> node.put("type", "CALL").put("label", "xy");
            default -> node.put("type", "CALL").put("x_more", 1);
        }
        return node;
    }
}
