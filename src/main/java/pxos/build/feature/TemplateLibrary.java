package pxos.build.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.core.JacksonException;

/** The known-good blocks in {@code primitives/*.json}; a file is read when its template is asked for. */
public record TemplateLibrary(Path folder) {

    private static final String ENDING = ".json";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** The names of all templates, sorted. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The template of that name; empty if there is none.
     *
     * @throws IOException when its file cannot be read or is malformed; the message names file and place
     */
    public Optional<Template> find(String name) throws IOException {
        Path file = folder.resolve(name + ENDING);
        return NAME.matcher(name).matches() && Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Template read(Path file) throws IOException {
        try {
            Template template = Json.bind(Json.read(Files.readString(file)), Template.class, "");
            if (!file.endsWith(template.name() + ENDING)) {
                throw Problem.input("is called '" + template.name() + "' inside");
            }
            return template;
        } catch (JacksonException e) {
            throw new IOException(file + ", " + Json.reason(e), e);
        } catch (Problem e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
