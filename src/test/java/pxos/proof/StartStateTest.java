package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class StartStateTest {

    private static final StartState NIGHT = new StartState(LocalDateTime.of(2026, 12, 31, 23, 59, 59), 7);

    @Test
    void aSecondIsAbout18Ticks() {
        assertThat(NIGHT.after(18)).isBefore(LocalDateTime.of(2027, 1, 1, 0, 0));
        assertThat(NIGHT.after(19)).isAfter(LocalDateTime.of(2027, 1, 1, 0, 0));
    }

    @Test
    void theTicksOfADayBeginAgainAtMidnight() {
        assertThat(NIGHT.ticksSinceMidnight(0)).isBetween(1_573_000, 1_573_039);
        assertThat(NIGHT.ticksSinceMidnight(40)).isLessThan(40);
    }

    @Test
    void memoryHoldsTheSameNoiseEachTime() {
        assertThat(StartState.DEFAULT.memory()).isEqualTo(StartState.DEFAULT.memory());
        assertThat(NIGHT.memory()).isNotEqualTo(StartState.DEFAULT.memory());
        assertThat(new StartState(NIGHT.clock(), 0).memory()).containsOnly(0);
    }
}
