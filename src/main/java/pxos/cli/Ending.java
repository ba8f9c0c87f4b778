package pxos.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import pxos.Problem.Kind;

/**
 * The end of the process: with an exit code, or by a signal where one came before. Then the exit code is the signal's (130
 * after Ctrl-C), and what fails meanwhile is neither told nor counted: it fails because everything is being ended.
 */
final class Ending {

    /** A program that this one waits for can die of the terminal's signal before this one hears of it. */
    static final Duration SIGNAL_ON_ITS_WAY = Duration.ofSeconds(1);

    private Ending() {}

    /**
     * Ends the process; does not return.
     *
     * @param patience how long a fault of the program waits for a signal that explains it
     */
    static void with(int exitCode, Duration patience) {
        giveWay(exitCode == Kind.INTERNAL.exitCode() ? patience : Duration.ZERO);
        System.exit(exitCode);
    }

    /** Returns at once, unless a signal is ending the process: then never, since Java would let a failure's exit code win. */
    static void giveWayToSignal() {
        giveWay(Duration.ZERO);
    }

    private static void giveWay(Duration patience) {
        CountDownLatch signal = new CountDownLatch(1);
        Thread hook = new Thread(signal::countDown, "ending");
        try {
            // Java takes and gives back no hook once it has begun to end.
            Runtime.getRuntime().addShutdownHook(hook);
            signal.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            waitForTheEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitForTheEnd() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // There is nothing else to do.
            }
        }
    }
}
