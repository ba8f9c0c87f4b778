package pxos.page;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.Printable;
import pxos.json.Json;
import pxos.page.v86.Engine;
import pxos.page.v86.Packed;
import pxos.page.v86.Resources;
import pxos.page.v86.Suite;
import pxos.pipeline.Meanwhile;
import pxos.pixel.picture.VgaScreenshot;

/**
 * Writes the page: one file with everything in it, and a policy that lets a browser ask nobody for anything.
 *
 * <p>The templates are Mustache, which escapes every text unless it stands in three braces. Those hold what this program
 * brings itself: style, scripts and packed data. Characters that nobody sees, or that turn others round, are replaced.
 */
public final class PageWriter {

    private static final List<String> STYLES = List.of("page", "pc", "story", "media");
    private static final List<String> SCRIPTS = List.of("screen", "pc", "parts", "desk", "tests", "page");

    /** Name of the picture for link previews. */
    public static final String PREVIEW = "pxos-preview.png";

    private static final List<String> LIVE = List.of("live");
    /** The number of the disk for people among those of the suite. */
    private static final int FLOPPY = 1;

    private final Mustache.Compiler compiler = Mustache.compiler()
            .withLoader(name -> new StringReader(Resources.text("templates/" + name + ".html")))
            .withCollector(new Optionals())
            .withFormatter(PageWriter::waitedFor)
            .withEscaper(text -> Escapers.HTML.escape(Printable.text(text)))
            .strictSections(true)
            .emptyStringIsFalse(true)
            .nullValue("");

    private final String engine = Engine.script();
    private final Meanwhile<String> packedEngine =
            Meanwhile.of(() -> Packed.gzip(engine.getBytes(StandardCharsets.UTF_8)));

    /** The page as HTML, in UTF-8. */
    public String html(PageInput input) {
        TestGroups tests = new TestGroups(input.state());
        Meanwhile<String> data = Meanwhile.of(() -> data(input, tests));
        Meanwhile<Engine> machine = Meanwhile.of(() -> Engine.with(input.firmware()));
        String style = STYLES.stream()
                .map(name -> Resources.text("styles/" + name + ".css"))
                .collect(Collectors.joining("\n"));
        String script = script(input.live());
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("page", PageView.of(input, tests));
        parts.put("policy", policy(style, script, engine, input.live()));
        parts.put("style", style);
        parts.put("script", script);
        parts.put("engine", machine.get());
        parts.put("engineScript", packedEngine);
        parts.put("font", Packed.gzip(VgaScreenshot.font()));
        parts.put("data", data);
        parts.put(
                "licences",
                List.of(
                        Map.of("name", "v86", "text", Resources.text("v86/LICENCE-v86.txt")),
                        Map.of("name", "SeaBIOS", "text", Resources.text("v86/LICENCE-seabios.txt")),
                        Map.of("name", "the VGA font", "text", VgaScreenshot.fontLicence())));
        return compiler.compile(new StringReader(Resources.text("templates/page.html")))
                .execute(parts);
    }

    /** The parts that are still being made stand at the end of the page, where it waits for them. */
    private static String waitedFor(Object value) {
        return String.valueOf(value instanceof Meanwhile<?> other ? other.get() : value);
    }

    private static String script(boolean live) {
        return String.join(
                "\n",
                "(() => {",
                "'use strict';",
                Resources.scripts(Engine.VOCABULARY),
                Resources.scripts(Engine.MACHINE),
                Resources.scripts(SCRIPTS),
                live ? Resources.scripts(LIVE) : "",
                "})();",
                "");
    }

    /** Data for the scripts; packed, so that no text in it can end the element that it stands in. */
    private static String data(PageInput input, TestGroups tests) {
        Suite suite = Suite.of(input.state().image(), tests.scenarios(), List.of(input.floppy()));
        String json = Json.write(Map.of("suite", suite, "floppy", FLOPPY));
        return Packed.gzip(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String policy(String style, String script, String engine, boolean live) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'sha256-" + sha256(script) + "' 'sha256-" + sha256(engine) + "' 'wasm-unsafe-eval'",
                "style-src 'sha256-" + sha256(style) + "'",
                "img-src data:",
                live ? "connect-src 'self'" : "connect-src 'none'",
                "base-uri 'none'",
                "form-action 'none'");
    }

    /** Lets a section stand for what an Optional holds. */
    private static final class Optionals extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Packed.base64(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
