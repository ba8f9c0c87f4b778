package pxos.mcp;

import java.util.Base64;
import java.util.Optional;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool answers. A picture never stands beside structured content: some clients show the model nothing but that.
 *
 * @param text says everything
 * @param png a picture
 * @param structured the same as the text, for programs
 * @param isError whether the call did not do what was asked
 */
public record Answer(String text, Optional<byte[]> png, Optional<ObjectNode> structured, boolean isError) {

    private static final int MAX_ERROR_CHARACTERS = 2_000;

    public Answer {
        if (structured.isPresent() && (png.isPresent() || isError)) {
            throw new IllegalArgumentException("structured content stands beside text only");
        }
    }

    /** Words alone. */
    public static Answer text(String text) {
        return new Answer(text, Optional.empty(), Optional.empty(), false);
    }

    /** Words, and the same for programs. */
    public static Answer structured(String text, ObjectNode document) {
        return new Answer(text, Optional.empty(), Optional.of(document), false);
    }

    /** A picture, and what is on it in words. */
    public static Answer picture(String text, byte[] png) {
        return new Answer(text, Optional.of(png), Optional.empty(), false);
    }

    /** Why a call did not do what was asked; longer texts lose their middle. */
    public static Answer error(String text) {
        return new Answer(shortened(text, MAX_ERROR_CHARACTERS), Optional.empty(), Optional.empty(), true);
    }

    /** A problem with its remedy. */
    static Answer error(Problem problem) {
        return error(problem.hint().isEmpty() ? problem.getMessage() : problem.getMessage() + "\n" + problem.hint());
    }

    /** A text of at most this many characters; what does not fit is left out of its middle. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String mark = "\n[… " + (text.length() - most) + " characters left out …]\n";
        int kept = most - mark.length();
        return text.substring(0, kept * 2 / 3) + mark + text.substring(text.length() - (kept - kept * 2 / 3));
    }

    ObjectNode json() {
        ObjectNode result = Json.object();
        var content = result.putArray("content");
        content.addObject().put("type", "text").put("text", text);
        png.ifPresent(bytes -> content.addObject()
                .put("type", "image")
                .put("data", Base64.getEncoder().encodeToString(bytes))
                .put("mimeType", "image/png"));
        structured.ifPresent(document -> result.set("structuredContent", document));
        return result.put("isError", isError);
    }
}
