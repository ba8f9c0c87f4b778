package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.proof.pc.Stop.Kind;

class PcTest {

    private static final String HALT = "FA F4";

    private static Stop stop(String code) {
        return new Program(code).stop();
    }

    @Test
    void startsTheBootSectorAsSeaBiosDoes() {
        Pc pc = new Program(HALT).start();
        assertThat(pc.registers())
                .startsWith("EAX=0000aa55 EBX=00000000 ECX=00000000 EDX=00000080\n"
                        + "ESI=00000000 EDI=00000000 EBP=00000000 ESP=00006f04\n"
                        + "EIP=00007c00 EFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=0\n"
                        + "ES =0000 00000000 0000ffff 00009300\nCS =0000 00000000 0000ffff 00009b00\n");
        assertThat(pc.screen().rows()).contains("Booting from Hard Disk...");
        assertThat(pc.screen().cursorRow()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "FA F4, HALTED, 'HLT with interrupts off, just before at 0000:7C02'",
        "EB FE, SPINS, 'after 1000000 instructions at 0000:7C00'",
        "F4 EB FD, SLEEPS, 'not for a key at 0000:7C01'",
        "B0 FE E6 64, RESET, 'FE to port 64 at 0000:7C04'",
        "BA F9 0C B0 06 EE, RESET, '06 to port CF9 at 0000:7C06'",
        "EA F0 FF 00 F0, TRIPLE_FAULT, 'a jump to the reset vector at F000:FFF0'",
        "31 C9 F7 F1, SPINS, 'divide error again and again: the BIOS returns to the instruction at 0000:7C02'",
        "0F 0B, SPINS, 'exception 6 again and again: the BIOS returns to the instruction at 0000:7C00'",
        "31 C0 CD 16, WAITS_FOR_KEY, 'INT 16h at F000:E82E'"
    })
    void saysHowItStopped(String code, Kind kind, String detail) {
        assertThat(stop(code)).isEqualTo(new Stop(kind, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "0F 20 C0, a system instruction (0F 20)", // mov eax, cr0
        "0F A2, the opcode FA2", // cpuid
        "D9 E8, floating point (opcode D9)",
        "E4 1F, reading port 1F",
        "E6 1F, writing 55 to port 1F",
        "B0 34 E6 43, writing 34 to port 43",
        "B8 13 00 CD 10, INT 10h AX=0013",
        "B4 C0 CD 15, INT 15h AH=C0",
        "EA 00 00 00 F0, 'code in ROM, at F0000'",
        "B8 00 F0 8E D8 A0 00 00, 'it reads F0000, ROM or memory above 1 MB'",
        "B8 00 A0 8E D8 A2 00 00, 'it writes A0000, graphics memory'",
        "B8 FF 9F 8E D8 A3 0F 00, 'it writes A0000, graphics memory'",
        "B8 FF 9F 8E D8 A1 0F 00, 'it reads A0000, graphics memory'",
        "A1 FF FF, '2 bytes at offset FFFF, beyond the end of a segment'",
        "67 66 A1 00 00 01 00, 'the offset 00010000, beyond the end of a segment'",
        "F6 E3 74 00, the value of a flag (040) that an earlier instruction left undefined",
        "C6 06 06 7C 90 90 F4, the code at 07C06 was changed when a processor may have fetched it already",
        "C6 06 07 7C 90 B8 34 12, the code at 07C07 was changed when a processor may have fetched it already",
        "F0 FF 06 00 06, a lock prefix",
        "68 00 01 9D, 'the flags 100: the trap flag, or flags beyond the first 16'"
    })
    void namesWhatItDoesNotModel(String code, String what) {
        Stop stop = stop(code);
        assertThat(stop.kind()).isEqualTo(Kind.NOT_MODELLED);
        assertThat(stop.detail()).startsWith(what + " at ");
    }

    @Test
    void doesNotGoOnBehindWhatItDoesNotModel() {
        Pc pc = new Program("D9 E8 FA F4").start();
        Stop first = pc.run(Program.BUDGET);
        assertThat(pc.run(Program.BUDGET)).isEqualTo(first);
        pc.powerOn();
        assertThat(pc.ip()).isEqualTo(0x7C00);
    }

    @ParameterizedTest
    @CsvSource({
        "60, I8086", // pusha
        "6A 01, I8086", // push byte 1
        "C1 E0 04, I8086", // shl ax, 4
        "0F B6 C0, I80286", // movzx ax, al
        "66 40, I80286", // inc eax
        "0F 84 00 00, I80286", // je near
        "64 A0 00 06, I80286", // mov al, fs:[600h]
        "0F 44 C0, I80386" // cmovz ax, ax
    })
    void anInstructionIsInvalidForOlderProcessors(String code, Level tooOld) {
        // Vector 6 leads to 7D00, where the machine halts.
        String hook = "C7 06 18 00 00 7D C7 06 1A 00 00 00 31 C0";
        String program = hook + code.replace(" ", "") + "FAF4";
        String halt = "90".repeat(0x100 - program.replace(" ", "").length() / 2) + "FAF4";
        Pc old = new Program(program + halt).level(tooOld).run();
        assertThat(old.ip()).isEqualTo(0x7D02);
        assertThat(old.isInvalid(0x7C0E)).isTrue();
        Level next = Level.values()[tooOld.ordinal() + 1];
        Pc newer = new Program(program + halt).level(next).run();
        assertThat(newer.isInvalid(0x7C0E)).isFalse();
    }

    @Test
    void remembersWhatWasExecuted() {
        Pc pc = new Program("EB 10 (over 16 bytes)" + "90".repeat(16) + "40 (inc ax) FA F4").run();
        assertThat(pc.executed().stream()).containsExactly(0x7C00, 0x7C12, 0x7C13, 0x7C14);
        assertThat(pc.lastEntered()).hasValue(0x7C12);
        pc.powerOn();
        assertThat(pc.executed().isEmpty()).isTrue();
        assertThat(pc.lastEntered()).isEmpty();
    }

    @Test
    void goesBackToASavedMoment() {
        // Counts keys at 0600 and prints them.
        Pc pc = new Program("31 C0 CD 16 FE 06 00 06 B4 0E CD 10 EB F2").run();
        pc.type(Program.keys("ab"), Program.BUDGET);
        Pc.Snapshot moment = pc.save();
        String registers = pc.registers();
        assertThat(pc.type(Program.keys("cd"), Program.BUDGET).kind()).isEqualTo(Kind.WAITS_FOR_KEY);
        assertThat(pc.screen().rows()).contains("abcd");
        moment.restore();
        assertThat(pc.registers()).isEqualTo(registers);
        assertThat(Program.memory(pc, 0x600, 1)).isEqualTo("02");
        pc.type(Program.keys("x"), Program.BUDGET);
        assertThat(pc.screen().rows()).contains("abx");
    }

    @Test
    void someMemorySurvivesThePowerSwitch() {
        Pc pc = new Program("B0 77 A2 00 05 A2 FF 5F A2 00 60 FA F4").run();
        pc.powerCycle();
        assertThat(Program.memory(pc, 0x500, 1) + Program.memory(pc, 0x5FFF, 2)).isEqualTo("7777 00");
        assertThat(pc.ip()).isEqualTo(0x7C00);
    }

    @Test
    void freeMemoryHoldsNoiseOnRequest() {
        byte[] noise = new Program(HALT).noise(5).start().memory(0x600, 64);
        assertThat(noise).isEqualTo(Arrays.copyOfRange(new StartState(Program.CLOCK, 5).memory(), 0x600, 0x640));
        assertThat(noise).isNotEqualTo(new Program(HALT).noise(6).start().memory(0x600, 64));
        assertThat(new Program(HALT).start().memory(0x600, 64)).containsOnly(0);
    }

    @Test
    void keepsWritesToWatchedPorts() {
        Pc pc = new Program("B0 B6 E6 43 B0 A9 E6 42 B0 04 E6 42 E4 61 0C 03 E6 61 B8 03 10 B3 00 CD 10 FA F4").run();
        assertThat(pc.portWrites())
                .extracting(write -> String.format("%X=%02X", write.port(), write.value()))
                .containsExactly("43=B6", "42=A9", "42=04", "61=33", "3C0=00");
    }

    @Test
    void timePassesWhileItWaitsIfToldSo() {
        // INT 1Ch counts at 0600.
        Pc pc = new Program("C7 06 70 00 10 7C C7 06 72 00 00 00 31 C0 CD 16 FE 06 00 06 CF").run();
        assertThat(Program.memory(pc, 0x600, 1)).isEqualTo("00");
        assertThat(pc.run(Program.BUDGET, Duration.ofSeconds(2)).kind()).isEqualTo(Kind.WAITS_FOR_KEY);
        assertThat(Program.memory(pc, 0x600, 1)).isEqualTo("24");
    }
}
