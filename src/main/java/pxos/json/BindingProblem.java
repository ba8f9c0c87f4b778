package pxos.json;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Puts the errors of data binding into words. */
final class BindingProblem {

    private BindingProblem() {}

    /** @param root what the document is called; may be empty */
    static Problem of(DatabindException e, String root) {
        if (e.getCause() instanceof Problem problem) {
            return problem.at(place(root, e.getPath()) + ": ");
        }
        return new Problem(Problem.Kind.INPUT, message(e, root), "", e);
    }

    private static String message(DatabindException e, String root) {
        List<Reference> path = e.getPath();
        if (e instanceof PropertyBindingException unknown) {
            return place(root, path.subList(0, path.size() - 1)) + " has an unknown member '"
                    + unknown.getPropertyName() + "'; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return place(root, path) + " must be " + wanted(mismatch.getTargetType());
        }
        return place(root, path) + ": " + e.getOriginalMessage();
    }

    private static String place(String root, List<Reference> path) {
        StringBuilder place = new StringBuilder(root);
        for (Reference part : path) {
            String name = part.getPropertyName();
            place.append(name == null ? "[" + part.getIndex() + "]" : (place.isEmpty() ? "" : ".") + name);
        }
        return place.isEmpty() ? "the document" : place.toString();
    }

    private static String wanted(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
