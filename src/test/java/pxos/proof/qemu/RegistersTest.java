package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import pxos.Problem;

class RegistersTest {

    private static final String PRINTED = """

            CPU#0\r
            EAX=00000000 EBX=0000d980 ECX=0000b79d EDX=00000000\r
            ESI=0000fcd8 EDI=00000000 EBP=00000040 ESP=00007bf6\r
            EIP=0000b7b9 EFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1\r
            ES =0000 00000000 0000ffff 00009300\r
            CS =f000 000f0000 0000ffff 00009b00\r
            SS =0010 00000100 0000ffff 00009300\r
            LDT=0000 00000000 0000ffff 00008200\r
            """;

    @Test
    void readsWhatQemuPrints() {
        Registers registers = Registers.parse(PRINTED);
        assertThat(registers.place().address()).isEqualTo(0xFB7B9);
        assertThat(registers.stackAddress()).isEqualTo(0x7CF6);
        assertThat(registers.inBios()).isTrue();
        assertThat(registers.halted()).isTrue();
        assertThat(registers.interruptsOn()).isTrue();
        assertThat(registers.text()).startsWith("EAX=00000000").doesNotContain("\r", "LDT");
    }

    @Test
    void tellsInterruptsOff() {
        assertThat(Registers.parse(PRINTED.replace("EFL=00000246", "EFL=00000046"))
                        .interruptsOn())
                .isFalse();
    }

    @Test
    void refusesWhatLacksARegister() {
        assertThatThrownBy(() -> Registers.parse("EIP=0")).hasMessage("QEMU printed no registers: EIP=0");
        assertThatThrownBy(() -> Registers.parse(PRINTED.replace("EIP=0000b7b9", "EIP=?")))
                .hasMessageContaining("EIP=?");
        assertThatThrownBy(() -> Registers.parse("")).isInstanceOf(Problem.class);
    }
}
