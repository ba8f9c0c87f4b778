package pxos.model;

import java.util.List;

/**
 * A library template as a model needs to know it.
 *
 * @param name what {@code USE} names
 * @param summary its purpose in one sentence
 * @param parameters each with its kind and limit, such as {@code text: string, at most 76}
 * @param sizeBytes with its example arguments
 */
public record TemplateFacts(String name, String summary, List<String> parameters, int sizeBytes) {

    public TemplateFacts {
        parameters = List.copyOf(parameters);
    }
}
