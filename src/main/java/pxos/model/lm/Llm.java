package pxos.model.lm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is asked for code. This is the table of providers: a new one is a class that implements {@link LanguageModel}, and a line
 * here.
 */
public enum Llm {
    /** A provider where one answers, else the recipes. */
    AUTO("", null),
    /** LM Studio, or any other server that speaks the protocol of OpenAI. */
    LM_STUDIO("LM Studio", LmStudioClient::new),
    /** The answers that come with the program. */
    RECIPES("", null);

    /** Makes the client of a provider. */
    interface Client {
        LanguageModel of(LmSettings settings, Schemas schemas, Progress progress, KnownServers known);
    }

    private final String title;
    private final Client client;

    Llm(String title, Client client) {
        this.title = title;
        this.client = client;
    }

    /** The provider that is asked first. */
    public static Llm preferred() {
        return AUTO.providers().get(0);
    }

    /** The providers that may be asked, the preferred one first; none for the recipes. */
    List<Llm> providers() {
        return Stream.of(values())
                .filter(llm -> llm.client != null && (this == AUTO || this == llm))
                .toList();
    }

    LanguageModel client(LmSettings settings, Schemas schemas, Progress progress, KnownServers known) {
        return client.of(settings, schemas, progress, known);
    }

    /** The providers for people, such as {@code LM Studio}. */
    public String titles() {
        return providers().stream().map(llm -> llm.title).collect(Collectors.joining(" or "));
    }

    /** The names on the command line, in the order of this table. */
    public static List<String> names() {
        return Stream.of(values()).map(Llm::toString).toList();
    }

    /** @param name as {@link #names} gives it */
    public static Optional<Llm> named(String name) {
        return Stream.of(values()).filter(llm -> llm.toString().equals(name)).findFirst();
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
