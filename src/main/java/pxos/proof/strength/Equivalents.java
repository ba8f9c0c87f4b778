package pxos.proof.strength;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.os.code.Instruction;

/** Why some changes to a feature's code are no matter of its tests: see {@code equivalent-mutants.txt}. */
public record Equivalents(List<Entry> entries) {

    /** For code of which nothing is known. */
    public static final Equivalents NONE = new Equivalents(List.of());

    private static final String NEVER_EXECUTED = "never executed";
    private static final int COLUMNS = 4;

    public Equivalents {
        entries = List.copyOf(entries);
    }

    /**
     * One reason.
     *
     * @param instruction as the OS source has it, without its comment
     * @param changes of mutants, or that it is never executed
     */
    record Entry(String feature, String instruction, List<String> changes, String reason) {

        static Entry parse(String line) {
            String[] columns = line.split(" \\| ", COLUMNS);
            if (columns.length != COLUMNS) {
                throw new IllegalStateException("no reason for an equivalent mutant: " + line);
            }
            return new Entry(columns[0].strip(), columns[1], Arrays.asList(columns[2].split(", ")), columns[3]);
        }

        boolean speaksOf(Instruction one, String change) {
            return changes.contains(change)
                    && instruction.equals(one.text().split(" ;", 2)[0].strip());
        }
    }

    /** Those of a feature as the recipes write it. */
    public static Equivalents ofRecipe(String feature) {
        return new Equivalents(
                all().stream().filter(entry -> entry.feature().equals(feature)).toList());
    }

    private static List<Entry> all() {
        try (InputStream in = Equivalents.class.getResourceAsStream("/pxos/proof/strength/equivalent-mutants.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Entry::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why no test has to notice a mutant. */
    Optional<String> reason(Mutant mutant) {
        return reason(mutant.instruction(), mutant.change());
    }

    /** Why no test executes an instruction. */
    Optional<String> neverExecuted(Instruction instruction) {
        return reason(instruction, NEVER_EXECUTED);
    }

    /** The entries that speak of nothing in some code, in words. */
    public List<String> withoutMutant(List<Instruction> code) {
        List<Mutant> mutants = Mutations.of(code);
        return entries.stream()
                .flatMap(entry -> entry.changes().stream()
                        .filter(change -> change.equals(NEVER_EXECUTED)
                                ? code.stream().noneMatch(one -> entry.speaksOf(one, change))
                                : mutants.stream()
                                        .noneMatch(mutant -> mutant.change().equals(change)
                                                && entry.speaksOf(mutant.instruction(), change)))
                        .map(change -> entry.feature() + ": " + entry.instruction() + " [" + change + "]"))
                .toList();
    }

    private Optional<String> reason(Instruction instruction, String change) {
        return entries.stream()
                .filter(entry -> entry.speaksOf(instruction, change))
                .map(Entry::reason)
                .findFirst();
    }
}
