package pxos.proof.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.build.ShippedOs;
import pxos.build.feature.Primitive;
import pxos.build.source.CodeMap;
import pxos.os.code.Instruction;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class StrengthTesterTest {

    private static final ShippedOs OS = ShippedOs.with(List.of("line_editor", "command_parser"));
    private static final Supplier<Emulator> NOBODY = () -> {
        throw new AssertionError("QEMU was asked");
    };
    private static final Runnable GO_ON = () -> {};

    /** Prints Y for an argument, else N. */
    private static final String ZAP = """
            run: mov al, 'N'
            cmp byte [si], 0
            je .print
            mov al, 'Y'
            .print: call putc
            ret
            """;

    private static Scenario test(String keys, String... expect) {
        return new Scenario(keys, List.of(new Step(keys, List.of(expect))));
    }

    private static final Scenario WITHOUT = test("zap{Enter}", "rows \"{prompt}zap\" \"N\" \"{prompt}\"");
    private static final Scenario WITH = test("zap x{Enter}", "rows \"{prompt}zap x\" \"Y\" \"{prompt}\"");

    private static Subject zap(String code, Scenario... tests) {
        return subject(OS.and("zap", new Primitive.Hook("commands", "run", "zap"), new Primitive.Asm(code)), tests);
    }

    private static Subject subject(ShippedOs os, Scenario... tests) {
        List<Instruction> code = CodeMap.of(os.source().feature("zap").orElseThrow(), os.image());
        return new Subject(os.image(), DriveKind.IDE, code, List.of(tests));
    }

    private static Strength measure(Subject subject) {
        return new StrengthTester(NOBODY).measure(subject);
    }

    @Test
    void oneTestExecutesAPartAndCatchesWhatItSees() {
        Strength strength = measure(zap(ZAP, WITHOUT));

        assertThat(strength.notExecuted()).extracting(Instruction::text).containsExactly("mov al, 'Y'");
        assertThat(strength.executedPercent()).isEqualTo(83);
        assertThat(strength.survivors())
                .extracting(Mutant::toString)
                .contains(strength.notExecuted().get(0) + "  [deleted]");
        assertThat(strength.toString()).isEqualTo("83 % executed, 11 of 15 mutants caught");
    }

    @Test
    void aSecondTestMakesItStronger() {
        Strength strength = measure(zap(ZAP, WITHOUT, WITH));

        assertThat(strength.notExecuted()).isEmpty();
        assertThat(strength.caughtPercent()).isGreaterThan(85);
    }

    @Test
    void codeThatNothingLeadsToIsNotExecuted() {
        Strength strength = measure(zap(ZAP + "extra: mov ax, 1\nmov bx, 2\nret\n", WITHOUT, WITH));

        assertThat(strength.notExecuted())
                .extracting(Instruction::text)
                .containsExactly("extra: mov ax, 1", "mov bx, 2", "ret");
    }

    @Test
    void aTestThatLooksAtNothingCatchesLittle() {
        Strength strength = measure(zap(ZAP, test("zap{Enter}", "row \"{prompt}zap\"")));

        assertThat(strength.caughtPercent()).isLessThan(40);
    }

    @Test
    void theDisksOfAllTestsNeedNotFitIntoMemory() {
        long tooMany = Runtime.getRuntime().maxMemory() / DiskImage.FLOPPY_BYTES + 1;
        Scenario[] tests = LongStream.range(0, tooMany)
                .mapToObj(i -> new Scenario("test " + i, List.of("MYDISK label"), WITHOUT.steps()))
                .toArray(Scenario[]::new);

        Strength strength = measure(zap("run: mov al, 'N'\ncall putc\nret\n", tests));

        assertThat(strength.caughtPercent()).isEqualTo(100);
    }

    @Test
    void threadsMakeNoDifference() {
        Subject subject = zap(ZAP, WITHOUT, WITH);

        assertThat(new StrengthTester(NOBODY, new Workers(1), GO_ON).measure(subject))
                .isEqualTo(new StrengthTester(NOBODY, new Workers(3), GO_ON).measure(subject));
    }

    @Test
    void endsBeforeTheNextMutantWhereItIsNotWantedAnyMore() {
        AtomicInteger asked = new AtomicInteger();
        Runnable untilTheThird = () -> {
            if (asked.incrementAndGet() >= 3) {
                throw Problem.input("cancelled");
            }
        };

        for (int threads : List.of(1, 2)) {
            asked.set(0);
            assertThatThrownBy(() -> new StrengthTester(NOBODY, new Workers(threads), untilTheThird)
                            .measure(zap(ZAP, WITHOUT, WITH)))
                    .isInstanceOf(Problem.class)
                    .hasMessage("cancelled");
            assertThat(asked).hasValueLessThanOrEqualTo(2 + threads);
        }
    }

    @Test
    void mutantsInTheExtendedZoneAreLoaded() {
        ShippedOs os = ShippedOs.with(List.of("line_editor", "command_parser", "error_reporting", "extended_loader"));
        os = os.and("zap", new Primitive.Hook("commands", "run", "zap"), new Primitive.Asm("times 300 nop\n" + ZAP));
        Subject subject = subject(os, test("zap{Enter}", "row \"{prompt}zap\""));

        Strength strength = measure(subject);

        assertThat(subject.code().get(0).address()).isGreaterThan(0x8000);
        assertThat(strength.survivors()).extracting(Mutant::change).contains("its number plus 1");
    }

    @Test
    void whatOnlyQemuCanTellIsNotCounted() {
        Subject subject = zap("run: mov al, 0\nout 0x80, al\nfninit\n" + ZAP.substring(4), WITHOUT);
        PcEmulator instead = new PcEmulator();

        Strength strength = new StrengthTester(() -> instead).measure(subject);

        assertThat(strength.unknownTests()).isEqualTo(1);
        assertThat(strength.survivors()).isEmpty();
        assertThat(strength.unknown()).isPositive();
    }

    private static Scenario size(String number, String shown) {
        return test("zap " + number + "{Enter}", "rows \"{prompt}zap " + number + "\" \"" + shown + "\" \"{prompt}\"");
    }

    @Test
    void tellsNumbersThatOnlySignedCodeTakesForNegativeOnes() {
        Scenario small = size("7", "S");
        Scenario large = size("200", "L");

        assertThat(measure(zap(NumberCode.size("run", "jl"), small, large)).untyped())
                .containsExactly("a number beyond 32767, which the code takes for a negative one (zap 40000)");
        assertThat(measure(zap(NumberCode.size("run", "jb"), small, large)).untyped())
                .isEmpty();
        assertThat(measure(zap(NumberCode.size("run", "jl"), small, large, size("50000", "S")))
                        .untyped())
                .as("a test says that it is meant to")
                .isEmpty();
    }

    @Test
    void theSearchForNumbersTakesItsPartOfTheWork() {
        Subject subject = zap(NumberCode.size("run", "jl"), size("7", "S"), size("200", "L"));

        assertThat(new StrengthTester(NOBODY).gauge(subject, 1).untyped()).isNotEmpty();
        assertThat(new StrengthTester(NOBODY).gauge(subject, 40_000_000).untyped())
                .isEmpty();
    }

    /** Prints what is left of a number divided by another; {@code check} comes after each step of reading it. */
    private static String remainder(int divisor, String check) {
        return "run: " + NumberCode.read(check) + """
            .error: mov al, '!'
            jmp .print
            .end: mov ax, bx
            xor dx, dx
            mov cx, DIVISOR
            div cx
            mov al, dl
            add al, '0'
            .print: call putc
            ret
            """.replace("DIVISOR", "" + divisor);
    }

    @Test
    void tellsNumbersOfWhichOnly16BitsAreLeft() {
        String wrapped = "a number beyond 65535, of which the code keeps the last 16 bits (zap 70000)";

        assertThat(measure(zap(remainder(10, ""), size("7", "7"))).untyped()).containsExactly(wrapped);
        assertThat(measure(zap(remainder(10, "jc .error"), size("7", "7"))).untyped())
                .as("it says so itself")
                .isEmpty();
        assertThat(measure(zap(remainder(2, "jc .error"), size("7", "1"))).untyped())
                .as("40000 is as even as what is left of its double")
                .isEmpty();
        assertThat(measure(zap(remainder(10, ""), size("7", "7"), size("70001", "5")))
                        .untyped())
                .as("a test says that it is meant to")
                .isEmpty();
    }
}
