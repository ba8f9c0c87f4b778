package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Opcodes386Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"90", "66 0f b6 c3", "0f 84 10 00", "f3 a4", "26 0f af c3", "0f ba e0 03", "0f a3 d8", "66"})
    void a386Knows(String bytes) {
        assertThat(Opcodes386.knows(bytes)).isTrue();
    }

    /** cmovz, bswap, cpuid, cmpxchg, xadd, rdtsc, ud2, movd. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0f 44 c3",
                "66 0f c8",
                "0f a2",
                "0f b1 c3",
                "66 0f c1 c3",
                "0f 31",
                "0f 0b",
                "0f 6e c0",
                "2e 0f 44 07"
            })
    void a386DoesNotKnow(String bytes) {
        assertThat(Opcodes386.knows(bytes)).isFalse();
    }
}
