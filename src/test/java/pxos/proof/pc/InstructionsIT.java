package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.proof.QemuReference;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.proof.pc.Stop.Kind;

/**
 * Instructions of the 386, on random registers and memory, do what they do in QEMU.
 *
 * <pre>
 *   1000:0000  the cases: load registers and flags, one instruction, store registers and flags
 *   3000:0000  operands in memory, then the stack
 *   4000:0000  34 bytes for each case: EAX, ECX, EDX, EBX, EBP, ESI, EDI, ..., flags
 * </pre>
 */
class InstructionsIT {

    private static final int CASES = 500;
    private static final int CASE_BYTES = 34;
    private static final int MOST_INSTRUCTIONS = 1_000_000;
    private static final int DATA = 0x30000;
    private static final int RESULTS = 0x40000;
    private static final int[] REGISTERS = {0, 1, 2, 3, 5, 6, 7};
    /**
     * Opcodes, then what follows: r stands for a register or memory, m for memory, g for a register, a digit for r with this
     * field reg, b and z for values, c for a small count. Behind = stand whole instructions.
     */
    private static final List<String> FORMS = List.of(
            ("00r 01r 02r 03r 08r 09r 10r 11r 12r 13r 18r 19r 1Br 20r 21r 28r 29r 2Ar 2Br 30r 31r 38r 39r 3Br 04b 05z 14b "
                            + "15z 1Dz 27 2F 37 3F 40 43 47 48 4D 69rz 6Brb 800b 802b 803b 807b 810z 811z 812z 813z 814z 815z "
                            + "816z 817z 830b 832b 835b 837b 84r 85r 86r 87r 88r 89r 8Ar 8Br 8Dm 91 96 98 99 9E 9F A8b A9z C00b "
                            + "C01b C02b C03b C04b C05b C07b C10b C11b C12b C13b C14b C15b C17b D00 D01 D02 D03 D14 D15 D17 D20 "
                            + "D21 D24 D25 D30 D31 D32 D33 D34 D35 D36 D37 D4b D5b D6 D7 F5 F60b F62 F63 F64 F65 F70z F72 F73 "
                            + "F74 F75 FE0 FE1 FF0 FF1 0F90r 0F92r 0F94r 0F96r 0F98r 0F9Ar 0F9Cr 0F9Er 0F9Fr 0FA3g 0FABg 0FB3g "
                            + "0FBBg 0FBA4b 0FBA5b 0FBA6b 0FBA7b 0FA4rc 0FACrc 0FAFr 0FB6r 0FB7r 0FBEr 0FBFr 0FBCr 0FBDr A4 A5 "
                            + "A6 A7 AA AB AC AD AE AF F3A5 F2AE F3A6 F3AB =5059 =6061 =6A855B =C8100003C9 "
                            + "=0FA058 =9C58")
                    .split(" "));

    private static final Pattern FORM = Pattern.compile("(0FBA|0F..|F[23]A.|[0-9A-F]{2})([0-9a-z]*)");

    private Random random;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> flagsAt = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void doWhatTheyDoInQemu(int seed) {
        random = new Random(seed);
        byte[] disk = program();
        Machine machine = new Machine(
                new Pc.Setup(0x80, Level.NEWER, new StartState(Program.CLOCK, StartState.DEFAULT.noise()), Set.of()),
                disk,
                Set.of());
        int[] undefined = run(machine);
        try (QemuReference qemu = new QemuReference(disk, false)) {
            assertThat(qemu.powerOn()).isEqualTo("HALTED");
            byte[] expected = qemu.memory(RESULTS, CASES * CASE_BYTES);
            byte[] actual = Arrays.copyOfRange(machine.memory.bytes, RESULTS, RESULTS + expected.length);
            List<String> different = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                maskFlags(expected, i, undefined[i]);
                maskFlags(actual, i, undefined[i]);
                String wanted = result(expected, i);
                if (!result(actual, i).equals(wanted)) {
                    different.add(names.get(i) + ": " + result(actual, i) + " instead of " + wanted);
                }
            }
            assertThat(different).isEmpty();
            assertThat(Arrays.copyOfRange(machine.memory.bytes, DATA, DATA + 0xFE00))
                    .isEqualTo(qemu.memory(DATA, 0xFE00));
        }
    }

    private static void maskFlags(byte[] results, int number, int undefined) {
        int at = number * CASE_BYTES + 32;
        int mask = Alu.ALL & ~undefined;
        results[at] &= (byte) mask;
        results[at + 1] &= (byte) (mask >> 8);
    }

    private static String result(byte[] results, int number) {
        return HexFormat.of().formatHex(results, number * CASE_BYTES, (number + 1) * CASE_BYTES);
    }

    /** Runs one instruction after the other; returns the flags that are undefined behind each case. */
    private int[] run(Machine machine) {
        int[] undefined = new int[CASES];
        machine.powerOn();
        for (int next = 0; next < CASES; ) {
            Stop stop = machine.run(1, Duration.ZERO, false);
            assertThat(stop.kind()).as(names.get(next) + ": " + stop.detail()).isEqualTo(Kind.SPINS);
            assertThat(machine.cpu.instructions).as(names.get(next)).isLessThan(MOST_INSTRUCTIONS);
            if (machine.cpu.address() == (Payload.SEGMENT << 4) + flagsAt.get(next)) {
                undefined[next++] = machine.cpu.alu.undefined;
            }
        }
        assertThat(machine.run(100, Duration.ZERO, false).kind()).isEqualTo(Kind.HALTED);
        return undefined;
    }

    private byte[] program() {
        // DS = ES = SS = 3000, FS = 4000, SP = FE00; fills 3000:0000-FDFF with some numbers.
        Payload payload = new Payload()
                .add("FA B8 00 30 8E D8 8E C0 8E D0 66 BC 00 FE 00 00 B8 00 40 8E E0 31 FF B9 00 7F B8 34 12")
                .add("AB 69 C0 6D 6E 05 19 36 E2 F6");
        for (int i = 0; i < CASES; i++) {
            addCase(payload, i);
        }
        return payload.add("FA F4").disk(false);
    }

    private void addCase(Payload payload, int number) {
        String form = FORMS.get(random.nextInt(FORMS.size()));
        boolean wideOperands = random.nextBoolean();
        boolean wideAddresses = random.nextInt(4) == 0;
        for (int register : REGISTERS) {
            // ECX counts repetitions; the others lie within a segment, even scaled, where they are part of an address.
            int offset = wideAddresses ? random.nextInt(0x600) : 0x400 + random.nextInt(0x2800);
            boolean isOffset = wideAddresses || register == 3 || register > 4;
            payload.add("66")
                    .byteOf(0xB8 + register)
                    .dword(register == 1 ? random.nextInt(40) : isOffset ? offset : any());
        }
        payload.add("68").word(random.nextInt() & Alu.ALL | 2).add("9D");
        names.add(form + " at " + Integer.toHexString(payload.offset()));
        payload.add(wideOperands ? "66" : "").add(wideAddresses ? "67" : "");
        addInstruction(payload, form, wideOperands, wideAddresses);
        flagsAt.add(payload.offset());
        payload.add("9C 64 8F 06").word(number * CASE_BYTES + 32);
        for (int i = 0; i < REGISTERS.length; i++) {
            payload.add("64 66 89").byteOf(REGISTERS[i] << 3 | 6).word(number * CASE_BYTES + 4 * i);
        }
    }

    private int any() {
        int[] edges = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1};
        return random.nextBoolean() ? random.nextInt() : edges[random.nextInt(edges.length)];
    }

    private void addInstruction(Payload payload, String form, boolean wideOperands, boolean wideAddresses) {
        Matcher parts = FORM.matcher(form);
        if (!parts.matches()) {
            payload.add(form.substring(1));
            return;
        }
        payload.add(parts.group(1));
        for (char operand : parts.group(2).toCharArray()) {
            int reg = REGISTERS[random.nextInt(REGISTERS.length)];
            switch (operand) {
                case 'r' -> addOperand(payload, reg, random.nextBoolean(), wideAddresses);
                case 'm' -> addOperand(payload, reg, true, wideAddresses);
                case 'g' -> addOperand(payload, reg, false, wideAddresses);
                case 'b' -> payload.byteOf(1 + random.nextInt(255));
                case 'c' -> payload.byteOf(random.nextInt(17));
                case 'z' -> {
                    int value = any();
                    payload.word(value);
                    if (wideOperands) {
                        payload.word(value >> 16);
                    }
                }
                default -> addOperand(payload, operand - '0', random.nextBoolean(), wideAddresses);
            }
        }
    }

    private void addOperand(Payload payload, int reg, boolean inMemory, boolean wideAddresses) {
        int mode = random.nextInt(3);
        int form = random.nextInt(8);
        if (!inMemory) {
            payload.byteOf(0xC0 | reg << 3 | REGISTERS[random.nextInt(REGISTERS.length)]);
            return;
        }
        payload.byteOf(mode << 6 | reg << 3 | form);
        int base = form;
        if (wideAddresses && form == 4) {
            base = REGISTERS[random.nextInt(REGISTERS.length)];
            payload.byteOf(random.nextInt(4) << 6 | random.nextInt(8) << 3 | base);
        }
        boolean direct = mode == 0 && base == (wideAddresses ? 5 : 6);
        if (mode == 1) {
            payload.byteOf(random.nextInt(0x80));
        } else if (mode == 2 || direct) {
            payload.word(0x100 + random.nextInt(0x3F00));
            payload.add(wideAddresses ? "0000" : "");
        }
    }
}
