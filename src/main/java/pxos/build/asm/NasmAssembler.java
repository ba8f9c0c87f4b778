package pxos.build.asm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.AddressRange;

/**
 * Turns 16-bit instructions into bytes with NASM: a process in a folder of its own, without its environment, under a
 * deadline.
 */
public final class NasmAssembler {

    /** The oldest processor that runs all milestones. NASM refuses what a later one added. */
    private static final String CPU = "cpu 386";

    private static final long DEADLINE_SECONDS = 5;
    private static final int MAX_OUTPUT_BYTES = 16 * 1024;

    private static final Pattern LISTED = Pattern.compile("(?m)^ *(\\d+) ([0-9A-F]{8}) \\S");
    private static final Pattern ERROR = Pattern.compile("(?m)^[^:\n]*:(\\d+): (?:error|fatal|panic): (.*)$");
    private static final Pattern SYMBOL = Pattern.compile("(?m)^ *([0-9A-F]+) +[0-9A-F]+ +(\\S+) *$");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.]*");

    private static final Pattern DEFINED =
            Pattern.compile("(?mi)^[ \\t]*(?!times\\b)([A-Z_][\\w.]*)(?:[ \\t]*:|[ \\t]+(?:db|dw|dd|dq|times|equ)\\b)");

    private final Optional<Path> nasm;

    /**
     * Machine code with the source it came from.
     *
     * @param instructions in memory order, without gaps
     * @param labels the labels that the source defines, with their addresses
     * @param outOfReach what is wrong with each short jump that does not reach a symbol
     */
    public record AssembledCode(List<Instruction> instructions, Map<String, Integer> labels, List<String> outOfReach) {}

    /**
     * The bytes of one line of source.
     *
     * @param bytes values 0 to 255, at least one
     * @param text the line, without comment
     */
    public record Instruction(List<Integer> bytes, String text) {}

    /** @param nasm the program; empty where there is none, and then nothing can be assembled */
    public NasmAssembler(Optional<Path> nasm) {
        this.nasm = nasm;
    }

    /** NASM from the folders of {@code PATH}. */
    public static NasmAssembler onPath(String path) {
        for (String folder : path.split(File.pathSeparator)) {
            Path nasm = Path.of(folder, "nasm");
            if (Files.isExecutable(nasm)) {
                return new NasmAssembler(Optional.of(nasm));
            }
        }
        return new NasmAssembler(Optional.empty());
    }

    /** Whether there is an assembler on this machine. */
    public boolean available() {
        return nasm.isPresent();
    }

    /**
     * The global labels that a source defines, found without assembling it. Local ones, which begin with a dot, are
     * nobody else's business.
     */
    public static Set<String> labelsIn(String source) {
        return DEFINED.matcher(source).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /**
     * Assembles for one place in memory.
     *
     * @param text one or more lines of instructions, labels and data
     * @param origin address of the first byte
     * @param symbols labels that the source may use beside its own
     * @throws Problem naming each line at fault, or that there is no assembler on this machine
     */
    public AssembledCode assemble(String text, int origin, Map<String, Integer> symbols) {
        String source = AssemblyRails.plain(text);
        if (nasm.isEmpty()) {
            throw Problem.input("there is no assembler here: install nasm, or use USE, TEXT and CALL");
        }
        List<String> errors = AssemblyRails.errorsIn(source);
        Problem.throwAny(errors, "");
        try {
            Path folder = Files.createTempDirectory("pxos-asm");
            try {
                return assembleIn(folder, source, origin, symbols);
            } finally {
                deleteFolder(folder);
            }
        } catch (IOException e) {
            throw Problem.input("cannot run nasm: " + e.getMessage());
        }
    }

    private AssembledCode assembleIn(Path folder, String source, int origin, Map<String, Integer> symbols)
            throws IOException {
        Map<String, Integer> mentioned = mentioned(source, symbols);
        List<String> head = head(origin, mentioned);
        List<String> lines = List.of(source.split("\n", -1));
        Files.writeString(folder.resolve("code.asm"), String.join("\n", head) + "\n" + source + "\n");
        String messages = run(folder);
        Path code = folder.resolve("code.bin");
        if (!Files.exists(code) || messages.contains(": error:") || messages.contains(": fatal:")) {
            throw Problem.input(errors(messages, head.size(), lines), "");
        }
        if (Files.size(code) > MAX_OUTPUT_BYTES) {
            throw Problem.input("the code is larger than " + MAX_OUTPUT_BYTES + " bytes");
        }
        byte[] bytes = Files.readAllBytes(code);
        List<Instruction> instructions =
                instructions(bytes, Files.readString(folder.resolve("code.lst")), head.size(), lines);
        return new AssembledCode(
                instructions,
                labels(
                        Files.readString(folder.resolve("code.map")),
                        mentioned.keySet(),
                        new AddressRange(origin, origin + bytes.length)),
                ShortJumps.outOfReach(instructions, origin, mentioned));
    }

    private static Map<String, Integer> mentioned(String source, Map<String, Integer> symbols) {
        Map<String, Integer> mentioned = new TreeMap<>(symbols);
        mentioned
                .keySet()
                .retainAll(
                        WORD.matcher(source).results().map(MatchResult::group).toList());
        return mentioned;
    }

    /** What stands before the source: the processor, the origin, and an {@code equ} for each symbol that the source mentions. */
    private static List<String> head(int origin, Map<String, Integer> mentioned) {
        List<String> head = new ArrayList<>(List.of("[map symbols code.map]", CPU, "bits 16", "org " + origin));
        mentioned.forEach((symbol, address) -> head.add(symbol + " equ " + address));
        return head;
    }

    private String run(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(nasm.orElseThrow().toString()));
        command.addAll(List.of("-f bin -o code.bin -l code.lst -Z messages code.asm".split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.input("nasm took longer than " + DEADLINE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while nasm ran", e);
        } finally {
            process.destroyForcibly();
        }
        Path messages = folder.resolve("messages");
        return Files.exists(messages) ? Files.readString(messages) : "";
    }

    private static List<String> errors(String messages, int headLines, List<String> lines) {
        List<String> errors = ERROR.matcher(messages)
                .results()
                .map(error -> {
                    int line = Integer.parseInt(error.group(1)) - headLines;
                    String problem = error.group(2).contains("cpu level")
                            ? "the processor is a 386, which does not know this instruction"
                            : error.group(2);
                    return line < 1 || line > lines.size()
                            ? problem
                            : "line " + line + ": " + problem + ": "
                                    + lines.get(line - 1).strip();
                })
                .toList();
        return errors.isEmpty() ? List.of("nasm did not accept the code: " + messages.strip()) : errors;
    }

    /** The labels that the source itself defines; the map also lists the symbols that it was given. */
    private static Map<String, Integer> labels(String map, Set<String> given, AddressRange code) {
        Map<String, Integer> labels = new HashMap<>();
        SYMBOL.matcher(map)
                .results()
                .forEach(symbol -> labels.put(symbol.group(2), Integer.parseInt(symbol.group(1), 16)));
        labels.keySet().removeAll(given);
        labels.values().removeIf(address -> !code.contains(address));
        return labels;
    }

    private static List<Instruction> instructions(byte[] bytes, String listing, int headLines, List<String> lines) {
        NavigableMap<Integer, Integer> lineAtOffset = new TreeMap<>();
        LISTED.matcher(listing).results().forEach(listed -> {
            int line = Integer.parseInt(listed.group(1)) - headLines;
            boolean continued = lineAtOffset.containsValue(line);
            if (line >= 1 && line <= lines.size() && !continued) {
                lineAtOffset.put(Integer.parseInt(listed.group(2), 16), line);
            }
        });
        List<Instruction> instructions = new ArrayList<>();
        lineAtOffset.forEach((offset, line) -> {
            Integer next = lineAtOffset.higherKey(offset);
            List<Integer> code = IntStream.range(offset, next == null ? bytes.length : next)
                    .mapToObj(i -> bytes[i] & 0xFF)
                    .toList();
            if (!code.isEmpty()) {
                instructions.add(new Instruction(code, AssemblyRails.withoutComment(lines.get(line - 1))));
            }
        });
        return instructions;
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
