package pxos.model;

import java.util.List;

/**
 * A library template as a model needs to know it.
 *
 * @param name what {@code USE} names
 * @param summary its purpose in one sentence
 * @param parameters each with its kind and limit, such as {@code text: string, at most 76}
 * @param sizeBytes with its example arguments
 * @param detailed whether all of this is of use; of others the name is enough
 */
public record TemplateFacts(String name, String summary, List<String> parameters, int sizeBytes, boolean detailed) {

    /** A template of which all is of use. */
    public TemplateFacts(String name, String summary, List<String> parameters, int sizeBytes) {
        this(name, summary, parameters, sizeBytes, true);
    }

    public TemplateFacts {
        parameters = List.copyOf(parameters);
    }
}
