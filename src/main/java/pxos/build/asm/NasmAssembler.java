package pxos.build.asm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.file.TemporaryFolder;
import pxos.os.AddressRange;

/**
 * Turns 16-bit instructions into bytes with NASM: a process in a folder of its own, without its environment, under a
 * deadline.
 */
public final class NasmAssembler {

    /** The oldest processor that runs all milestones. NASM refuses what a later one added. */
    private static final String CPU = "cpu 386";

    private static final long DEADLINE_SECONDS = 5;

    /** Exit values after SIGHUP, SIGINT and SIGTERM. */
    private static final Set<Integer> ASKED_TO_END = Set.of(128 + 1, 128 + 2, 128 + 15);

    private static final int MAX_OUTPUT_BYTES = 16 * 1024;

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
    public record AssembledCode(List<Instruction> instructions, Map<String, Integer> labels, List<String> outOfReach) {

        /** The instructions of one part of the source. */
        public List<Instruction> of(int part) {
            return instructions.stream()
                    .filter(instruction -> instruction.part() == part)
                    .toList();
        }
    }

    /**
     * The bytes of one line of source.
     *
     * @param bytes values 0 to 255, at least one
     * @param text the line, without comment
     * @param part which part of the source it stands in, from 0
     */
    public record Instruction(List<Integer> bytes, String text, int part) {}

    /**
     * A part of a source.
     *
     * @param text one or more lines of instructions, labels and data
     * @param own whether it is the program's own, and needs no rails
     */
    public record Part(String text, boolean own) {

        List<String> lines() {
            return List.of((own ? text : AssemblyRails.plain(text)).split("\n", -1));
        }
    }

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
     * @param symbols labels that the source may use besides its own
     * @throws Problem naming each line at fault, or that there is no assembler on this machine
     */
    public AssembledCode assemble(String text, int origin, Map<String, Integer> symbols) {
        return assemble(List.of(new Part(text, false)), origin, symbols);
    }

    /**
     * Assembles several parts as one unit: their labels are common, and each jump has the size that it needs.
     *
     * @throws Problem as for one text; lines are counted in each part
     */
    public AssembledCode assemble(List<Part> parts, int origin, Map<String, Integer> symbols) {
        if (nasm.isEmpty()) {
            throw Problem.input("there is no assembler here: install nasm, or use USE, TEXT and CALL");
        }
        for (Part part : parts) {
            if (!part.own()) {
                Problem.throwAny(AssemblyRails.errorsIn(String.join("\n", part.lines())), "");
            }
        }
        try (TemporaryFolder folder = TemporaryFolder.make(TemporaryFolder.Purpose.ASSEMBLER)) {
            return assembleIn(folder.path(), AsmSource.of(parts), origin, symbols);
        } catch (IOException e) {
            throw Problem.input("cannot run nasm: " + e.getMessage());
        }
    }

    private AssembledCode assembleIn(Path folder, AsmSource source, int origin, Map<String, Integer> symbols)
            throws IOException {
        Map<String, Integer> mentioned = mentioned(source.text(), symbols);
        List<String> head = head(origin, mentioned);
        Files.writeString(folder.resolve("code.asm"), String.join("\n", head) + "\n" + source.text() + "\n");
        String messages = run(folder);
        Path code = folder.resolve("code.bin");
        if (!Files.exists(code) || messages.contains(": error:") || messages.contains(": fatal:")) {
            throw Problem.input(NasmOutput.errors(messages, head.size(), source), "");
        }
        if (Files.size(code) > MAX_OUTPUT_BYTES) {
            throw Problem.input("the code is larger than " + MAX_OUTPUT_BYTES + " bytes");
        }
        byte[] bytes = Files.readAllBytes(code);
        List<Instruction> instructions =
                NasmOutput.instructions(bytes, Files.readString(folder.resolve("code.lst")), head.size(), source);
        return new AssembledCode(
                instructions,
                NasmOutput.labels(
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
        if (ASKED_TO_END.contains(process.exitValue())) {
            // By whoever asks this program to end, too.
            throw Problem.internal("nasm was asked to end while it ran", null);
        }
        Path messages = folder.resolve("messages");
        return Files.exists(messages) ? Files.readString(messages) : "";
    }
}
