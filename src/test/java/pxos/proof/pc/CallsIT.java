package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.proof.QemuReference;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.proof.pc.Stop.Kind;

/**
 * BIOS calls with random arguments answer as SeaBIOS does in QEMU, and leave the same on the screen and in memory.
 *
 * <pre>
 *   1000:0000  the calls, behind an address packet for INT 13h AH=42h
 *   4000:0000  16 bytes for each call: AX, BX, CX, DX, BP, ES, DI, flags
 *   5000:0000  what is read from the disk
 * </pre>
 */
class CallsIT {

    private static final int CALLS = 120;
    private static final int RESULT_BYTES = 16;
    private static final int RESULTS = 0x40000;
    private static final int BUFFER = 0x50000;
    private static final int PACKET = 3;

    private Random random;
    private final List<String> names = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,false", "4,true", "5,true", "6,true"})
    void answerAsInQemu(int seed, boolean isFloppy) {
        random = new Random(seed);
        byte[] disk = program(isFloppy ? 0 : 0x80).disk(isFloppy);
        Pc pc = new Pc(
                new Pc.Setup(
                        isFloppy ? 0 : 0x80,
                        Level.NEWER,
                        new StartState(Program.CLOCK, StartState.DEFAULT.noise()),
                        Set.of()),
                disk,
                Set.of());
        pc.powerOn();
        Stop stop = pc.run(10_000_000);
        assertThat(stop.kind()).as(stop.detail()).isEqualTo(Kind.HALTED);
        try (QemuReference qemu = new QemuReference(disk, isFloppy)) {
            assertThat(qemu.powerOn()).isEqualTo("HALTED");
            List<String> different = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                String wanted = answer(qemu.memory(RESULTS + i * RESULT_BYTES, RESULT_BYTES));
                String got = answer(pc.memory(RESULTS + i * RESULT_BYTES, RESULT_BYTES));
                if (!got.equals(wanted)) {
                    different.add(names.get(i) + ": " + got + " instead of " + wanted);
                }
            }
            assertThat(different).isEmpty();
            assertThat(pc.screen()).isEqualTo(qemu.screen());
            assertThat(pc.memory(BUFFER, 0x8000)).isEqualTo(qemu.memory(BUFFER, 0x8000));
            assertThat(state(pc.memory(0, 0x600))).isEqualTo(state(qemu.memory(0, 0x600)));
        }
    }

    private static String answer(byte[] words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length; i += 2) {
            int word = words[i] & 0xFF | (words[i + 1] & 0xFF) << 8;
            text.append(String.format("%04X ", i == RESULT_BYTES - 2 ? word & Alu.ALL : word));
        }
        return text.toString();
    }

    /** Without what the floppy's driver notes for itself, and the timer ticks, which depend on how fast the host is. */
    private static byte[] state(byte[] memory) {
        Arrays.fill(memory, 0x43E, 0x449, (byte) 0);
        Arrays.fill(memory, 0x490, 0x495, (byte) 0);
        Arrays.fill(memory, 0x46C, 0x470, (byte) 0);
        return memory;
    }

    private Payload program(int drive) {
        int sector = random.nextInt(3000);
        Payload payload = new Payload()
                .add("EB 11 90 10 00")
                .word(random.nextInt(4))
                .add("00 00 00 50")
                .dword(sector > 2876 && sector < 2880 ? 0 : sector)
                .dword(0);
        payload.add("FA 0E 1F B8 00 30 8E D0 BC 00 FE B8 00 40 8E E0 FB B8 03 00 CD 10");
        for (int i = 0; i < CALLS; i++) {
            addCall(payload, i, drive);
        }
        return payload.add("FA F4");
    }

    private int one(int... values) {
        return values[random.nextInt(values.length)];
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private void addCall(Payload payload, int number, int drive) {
        int place = below(25) << 8 | below(80);
        int character = one(7, 8, 10, 13, 32 + below(95), below(256));
        int page = one(0, 0, 0, 1, 2, 5) << 8;
        switch (below(14)) {
            case 0, 1, 2, 3 -> call(payload, number, 0x10, 0x0E00 | character, below(256), 0, 0);
            case 4 -> call(payload, number, 0x10, 0x0200, page, 0, one(place, 0x1800, 0x184F));
            case 5 -> call(payload, number, 0x10, one(0x0300, 0x0800), page, 0, 0);
            case 6 -> call(payload, number, 0x10, one(0x0900, 0x0A00) | character, page | below(256), below(300), 0);
            case 7, 8 -> {
                int lines = one(0, 1, 2, 25, below(256));
                call(
                        payload,
                        number,
                        0x10,
                        one(0x0600, 0x0700) | lines,
                        below(0x10000),
                        one(0, place),
                        one(0x184F, place));
            }
            case 9 -> call(payload, number, 0x10, 0x1300 | below(4), page | below(256), below(60), place);
            case 10 -> {
                int function = one(0x0500 | below(3), 0x0F00, 0x1A00, 0x0100, 0x7700, 0x0003, 0x0083, 0x1003, 0x0B00);
                call(payload, number, 0x10, function, below(2), one(0x0607, 0x2000), 0);
            }
            case 11 -> call(payload, number, 0x16, one(0x0100, 0x0200, 0x1100, 0x1200, 0x0300), 0, 0, 0);
            case 12 -> call(payload, number, one(0x11, 0x12, 0x15, 0x05), one(0x7700, 0x4F1E, 0x5200, 0x9000), 0, 0, 0);
            default -> {
                int function = one(0, 1, 2, 2, 2, 4, 8, 0x15, 0x41, 0x42);
                int sector = one(1, 2, 5, 18, 19, 0, 63, 64, below(80) << 8 | 1 + below(18), 0x5001);
                call(
                        payload,
                        number,
                        0x13,
                        function << 8 | one(0, 1, 1, 1, 129),
                        0x100,
                        sector,
                        one(0, 0x100, 0x200) | drive);
            }
        }
    }

    private void call(Payload payload, int number, int vector, int ax, int bx, int cx, int dx) {
        names.add(String.format("INT %02Xh AX=%04X BX=%04X CX=%04X DX=%04X", vector, ax, bx, cx, dx));
        payload.add(vector == 0x13 ? "B8 00 50 8E C0" : "B8 00 10 8E C0");
        payload.add("B8")
                .word(ax)
                .add("BB")
                .word(bx)
                .add("B9")
                .word(cx)
                .add("BA")
                .word(dx);
        payload.add("BD 20 00 31 FF BE").word(PACKET).add("CD").byteOf(vector);
        payload.add("9C 64 8F 06").word(number * RESULT_BYTES + 14);
        String[] stores = {"64 A3", "64 89 1E", "64 89 0E", "64 89 16", "64 89 2E", "64 8C 06", "64 89 3E"};
        for (int i = 0; i < stores.length; i++) {
            payload.add(stores[i]).word(number * RESULT_BYTES + 2 * i);
        }
    }
}
