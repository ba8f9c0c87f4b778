package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documents tell a reader to type, and what is to be done with each of it in a test. */
final class Examples {

    static final List<Path> DOCUMENTS =
            List.of(Path.of("README.md"), Path.of("ORCHESTRATOR_GUIDE.md"), Path.of("AGENTS.md"));
    private static final Path DECISIONS = Path.of("src/test/resources/examples/decisions.txt");

    private static final String INDENT = "    ";
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Pattern REMARK = Pattern.compile("\\s{2,}# .*");
    private static final String MORE = " …";

    private Examples() {}

    /**
     * Something to type.
     *
     * @param name its first line, with an ellipsis where there are more
     */
    record Example(String name, String text) {
        private static Example of(String text) {
            String first = text.lines().findFirst().orElse("");
            return new Example(named(REMARK.matcher(first).replaceFirst("")) + (text.contains("\n") ? MORE : ""), text);
        }
    }

    /**
     * What is done with an example.
     *
     * @param what run, serve, quick, prepare, not with a reason, or in with the name of a test
     */
    record Decision(String what, String name) {
        boolean isRun() {
            return what.equals("run") || isServed() || isQuick();
        }

        boolean isServed() {
            return what.equals("serve");
        }

        boolean isQuick() {
            return what.equals("quick");
        }

        boolean isPrepared() {
            return what.equals("prepare");
        }
    }

    /** A block between fences, such as {@code README.md-1.json}: the first one of its document. */
    record Block(String name, String text) {}

    /** The same command from the folder of the program and from elsewhere has one name. */
    private static String named(String command) {
        return command.replaceFirst("^bin/pxos ", "pxos ");
    }

    /** Everything that a document tells to type: indented lines, and programs in Python. */
    static List<Example> in(Path document) throws IOException {
        String text = Files.readString(document);
        List<Example> examples = new ArrayList<>();
        FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals("python"))
                .forEach(fence -> examples.add(Example.of(fence.group(2).strip())));
        StringBuilder loop = new StringBuilder();
        for (String line : FENCE.matcher(text).replaceAll("").lines().toList()) {
            if (line.startsWith(INDENT) && !line.isBlank()) {
                loop.append(line.substring(INDENT.length())).append('\n');
                boolean open =
                        loop.toString().startsWith("for ") && !line.strip().equals("done");
                if (!open) {
                    examples.add(Example.of(loop.toString().strip()));
                    loop.setLength(0);
                }
            }
        }
        return examples;
    }

    /** The blocks of a document that name a language, in their order. */
    static List<Block> blocks(Path document) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(document));
        while (fence.find()) {
            if (!fence.group(1).isEmpty()) {
                blocks.add(new Block(document + "-" + (blocks.size() + 1) + "." + fence.group(1), fence.group(2)));
            }
        }
        return blocks;
    }

    static List<Decision> decisions() throws IOException {
        return Files.readAllLines(DECISIONS).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ", 2))
                .map(parts -> new Decision(parts[0].strip(), named(parts[1])))
                .toList();
    }
}
