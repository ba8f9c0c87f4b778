package pxos.build.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole OS source: the base that people write, a block for each feature, and the links between them.
 *
 * @param baseText the base as its authors wrote it; never reformatted
 * @param base lines of the base, in file order
 * @param features generated blocks, in the order in which they were added
 * @param links the vector table and whatever else is computed from the hooks of the features
 */
public record OsSource(String baseText, List<SourceLine> base, List<FeatureBlock> features, List<SourceLine> links) {

    static final String LINKS_HEADER = "# === vectors ===";

    public OsSource {
        base = List.copyOf(base);
        features = List.copyOf(features);
        links = List.copyOf(links);
    }

    /**
     * Reads source text.
     *
     * @throws pxos.Problem for the first line that is wrong
     */
    public static OsSource parse(String text) {
        return new SourceReader(text).read();
    }

    /** The source with {@code block} in place of the one of the same name, else after the others. */
    public OsSource with(FeatureBlock block) {
        List<FeatureBlock> blocks = new ArrayList<>(features);
        int at = featureNames().indexOf(block.name());
        if (at < 0) {
            blocks.add(block);
        } else {
            blocks.set(at, block);
        }
        return new OsSource(baseText, base, blocks, links);
    }

    /** The source without the feature; itself where there is none of that name. */
    public OsSource without(String feature) {
        return new OsSource(
                baseText,
                base,
                features.stream().filter(block -> !block.name().equals(feature)).toList(),
                links);
    }

    public Optional<FeatureBlock> feature(String name) {
        return features.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    public List<String> featureNames() {
        return features.stream().map(FeatureBlock::name).toList();
    }

    /** All lines, in file order. */
    public Stream<SourceLine> lines() {
        return Stream.of(base.stream(), features.stream().flatMap(block -> block.lines().stream()), links.stream())
                .flatMap(lines -> lines);
    }

    /** All lines that write a byte, in file order. */
    public Stream<SourceLine.Write> writes() {
        return SourceLine.writes(lines());
    }

    /** The symbols of the base: services, vectors and RAM variables; what a feature may refer to besides its own. */
    public Map<String, Integer> baseSymbols() {
        Map<String, Integer> symbols = new LinkedHashMap<>();
        for (SourceLine line : base) {
            if (line instanceof SourceLine.Define define) {
                symbols.put(define.label(), define.address());
            }
        }
        return symbols;
    }

    /** The source as text; {@link #parse} gives back an equal source. */
    public String render() {
        StringBuilder text = new StringBuilder(baseText);
        features.forEach(block -> text.append(block.render()));
        if (!links.isEmpty()) {
            text.append(LINKS_HEADER).append('\n');
            links.forEach(line -> text.append(line.text()).append('\n'));
        }
        return text.toString();
    }
}
