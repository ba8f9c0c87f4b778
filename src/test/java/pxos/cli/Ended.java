package pxos.cli;

import java.time.Duration;

/** A program that says so, and then fails with the exit code that it is given. */
final class Ended {

    private Ended() {}

    public static void main(String[] arguments) {
        System.out.println("failing");
        Ending.with(Integer.parseInt(arguments[0]), Duration.ofMinutes(1));
    }
}
