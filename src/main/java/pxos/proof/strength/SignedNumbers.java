package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.os.code.Encoding;
import pxos.os.code.Instruction;
import pxos.proof.Verdict;
import pxos.proof.strength.Bench.Played;
import pxos.scenario.Observation.Rest;

/**
 * Numbers beyond 32767 that code takes for negative ones, where no test shows that it is meant to: a line that tests type,
 * with such a number in it, comes to something else once an instruction for signed numbers is replaced by that for unsigned
 * ones.
 */
final class SignedNumbers {

    /** Negative in 16 bits, and a number that people may type. */
    private static final String LARGE = "40000";

    private static final int MOST_LINES = 12;

    /** The last four bits of conditional jumps: less, not less, not greater, greater; and below and above in their place. */
    private static final Map<Integer, Integer> JUMPS = Map.of(0xC, 0x2, 0xD, 0x3, 0xE, 0x6, 0xF, 0x7);

    private static final int SAR = 7;
    private static final int SHR = 5;
    private static final int IDIV = 7;
    private static final int DIV = 6;

    private final Bench bench;
    private final Subject subject;

    SignedNumbers(Bench bench, Subject subject) {
        this.bench = bench;
        this.subject = subject;
    }

    /**
     * A line that shows it, such as {@code max 40000 5}; empty where there is none, or none is found in time.
     *
     * @param tests those of the subject that can be run here
     * @param until no line is tried any more once the bench has done so much work
     */
    Optional<String> untested(List<Trace> tests, long until) {
        List<Mutant> open = subject.code().stream()
                .flatMap(one -> unsigned(one).stream())
                .takeWhile(mutant -> bench.work() < until)
                .filter(mutant -> bench.run(mutant, tests, true).verdict() == Verdict.PASS)
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : lines().takeWhile(line -> bench.work() < until)
                        .filter(line -> comesToSomethingElse(line, open))
                        .findFirst();
    }

    private boolean comesToSomethingElse(String line, List<Mutant> mutants) {
        Session session = new Session(List.of(), List.of(line + "{Enter}"));
        Played played = bench.play(session, bench.disk(session.scenario(line, List.of())));
        boolean ends = played.views().stream().noneMatch(view -> view.isUnknown() || view.rest() == Rest.NEVER);
        return ends && mutants.stream().anyMatch(mutant -> bench.firstDifference(played, mutant) >= 0);
    }

    /** The lines of the tests that hold a number, with each of their numbers replaced in turn. */
    private Stream<String> lines() {
        return Sessions.lines(subject.tests(), List.of()).stream()
                .flatMap(line -> withLarge(line).stream())
                .distinct()
                .limit(MOST_LINES);
    }

    private static List<String> withLarge(String line) {
        List<String> lines = new ArrayList<>();
        String[] words = line.split(" ");
        for (int i = 1; i < words.length; i++) {
            String word = words[i];
            if (word.matches("[0-9]+")) {
                words[i] = LARGE;
                lines.add(String.join(" ", words));
                words[i] = word;
            }
        }
        return lines;
    }

    private static Optional<Mutant> unsigned(Instruction instruction) {
        Encoding code = instruction.encoding();
        int opcode = code.opcode();
        if (code.isConditionalJump() && JUMPS.containsKey(opcode & 0xF)) {
            int byLast = code.bytes().get(code.opcodeAt()) & 0xF0 | JUMPS.get(opcode & 0xF);
            return Optional.of(changed(instruction, code.opcodeAt(), byLast));
        }
        boolean isShift = opcode >= 0xD0 && opcode <= 0xD3 || opcode == 0xC0 || opcode == 0xC1;
        if (isShift && code.reg() == SAR) {
            return Optional.of(withOperation(instruction, SHR));
        }
        return (opcode & 0xFE) == 0xF6 && code.reg() == IDIV
                ? Optional.of(withOperation(instruction, DIV))
                : Optional.empty();
    }

    private static Mutant withOperation(Instruction instruction, int operation) {
        int at = instruction.encoding().operandAt();
        return changed(instruction, at, instruction.encoding().bytes().get(at) & 0xC7 | operation << 3);
    }

    private static Mutant changed(Instruction instruction, int at, int value) {
        List<Integer> bytes = new ArrayList<>(instruction.encoding().bytes());
        bytes.set(at, value);
        return new Mutant(instruction, "for unsigned numbers", bytes);
    }
}
