package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pxos.Problem;

class ParallelTest {

    @Test
    void worksOnAsManyAtATimeAsItIsTold() {
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Integer> doubled = Parallel.map(List.of(1, 2, 3, 4, 5, 6), 3, number -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            together.countDown();
            assertThat(awaited(together)).isTrue();
            atWork.decrementAndGet();
            return 2 * number;
        });

        assertThat(doubled).containsExactly(2, 4, 6, 8, 10, 12);
        assertThat(most).hasValue(3);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void endsWithTheProblemOfTheFirstOneThatHasOne() {
        assertThatThrownBy(() -> Parallel.map(List.of(1, 2, 3), 3, number -> {
                    if (number > 1) {
                        throw Problem.input("number " + number, "");
                    }
                    return number;
                }))
                .isInstanceOf(Problem.class)
                .hasMessage("number 2");
    }
}
