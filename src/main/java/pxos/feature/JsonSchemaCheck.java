package pxos.feature;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks JSON against a schema and says what is wrong in terms of the document, for people and for models. */
public final class JsonSchemaCheck {

    /** Where in the schema an alternative of an {@code anyOf} begins. */
    private static final Pattern ALTERNATIVE = Pattern.compile("^(.*?/anyOf/\\d+)(/.*)?$");

    private static final int MAX_ERRORS = 12;

    private final Schema schema;

    /** @param schema a JSON Schema of draft 2020-12 */
    public JsonSchemaCheck(JsonNode schema) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    /** The errors of {@code document}, each with the place in it; empty when it is valid. At most 12 are given. */
    public List<String> errorsIn(JsonNode document) {
        List<Error> errors = schema.validate(document);
        Set<String> otherAlternatives = new HashSet<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("const")) {
                alternative(error).ifPresent(otherAlternatives::add);
            }
        }
        List<String> texts = new ArrayList<>();
        for (Error error : errors) {
            boolean meantOtherwise = alternative(error).map(otherAlternatives::contains).orElse(false);
            if (!meantOtherwise && texts.size() < MAX_ERRORS) {
                texts.add(describe(error));
            }
        }
        if (texts.isEmpty() && !errors.isEmpty()) {
            texts.add(describeUnknownType(document, errors.get(0)));
        }
        return texts;
    }

    private static String describe(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "the document" : place) + ": " + error.getMessage();
    }

    private static String describeUnknownType(JsonNode document, Error error) {
        String place = error.getInstanceLocation().toString();
        JsonNode value = document.at(place);
        return place + ": " + value + " is none of the types known here";
    }

    /** The alternative an error belongs to, made distinct by the place in the document it was tried at. */
    private static java.util.Optional<String> alternative(Error error) {
        Matcher matcher = ALTERNATIVE.matcher(error.getEvaluationPath().toString());
        if (!matcher.matches()) {
            return java.util.Optional.empty();
        }
        String[] place = error.getInstanceLocation().toString().split("/");
        String owner = place.length > 2 ? place[1] + "/" + place[2] : String.join("/", place);
        return java.util.Optional.of(matcher.group(1) + "@" + owner);
    }
}
