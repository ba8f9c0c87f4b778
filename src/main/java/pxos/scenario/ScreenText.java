package pxos.scenario;

/**
 * A text of an expectation, in which {@code {prompt}} and {@code {banner}} stand for the texts of the tested image.
 *
 * @param template as written, without the quotes
 */
public record ScreenText(String template) {

    public String in(Observation observation) {
        return template.replace("{prompt}", observation.prompt()).replace("{banner}", observation.banner());
    }

    static String quote(String text) {
        return '"' + text + '"';
    }

    @Override
    public String toString() {
        return '"' + template.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
