package pxos.build.feature;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.vocabulary.Vocabulary;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks JSON against a schema and says what is wrong in terms of the document, for people and for models. */
public final class JsonSchemaCheck {

    private static final int MAX_ERRORS = 12;

    /** Draft 2020-12 without its formats, which it takes for annotations: to check them is a large part of the library. */
    private static final Dialect DIALECT = Dialect.builder(SpecificationVersion.DRAFT_2020_12.getDialectId())
            .specificationVersion(SpecificationVersion.DRAFT_2020_12)
            .idKeyword("$id")
            .keywords(KeywordType.getKeywords(SpecificationVersion.DRAFT_2020_12))
            .vocabulary(Vocabulary.DRAFT_2020_12_CORE.getId())
            .vocabulary(Vocabulary.DRAFT_2020_12_APPLICATOR.getId())
            .vocabulary(Vocabulary.DRAFT_2020_12_UNEVALUATED.getId())
            .vocabulary(Vocabulary.DRAFT_2020_12_VALIDATION.getId())
            .vocabulary(Vocabulary.DRAFT_2020_12_META_DATA.getId())
            .build();

    private final JsonNode schema;
    private Schema validator;

    /** @param schema a JSON Schema of draft 2020-12 */
    public JsonSchemaCheck(JsonNode schema) {
        this.schema = schema;
    }

    /** Made when it is first needed: that takes longer than reading a workspace. */
    private synchronized Schema validator() {
        if (validator == null) {
            validator = SchemaRegistry.withDialect(DIALECT).getSchema(schema);
        }
        return validator;
    }

    /** The errors of {@code document}, each with the place in it; empty when it is valid. At most 12 are given. */
    public List<String> errorsIn(JsonNode document) {
        List<String> texts = new SchemaErrors(document).describe(validator().validate(document));
        return texts.size() <= MAX_ERRORS ? texts : texts.subList(0, MAX_ERRORS);
    }
}
