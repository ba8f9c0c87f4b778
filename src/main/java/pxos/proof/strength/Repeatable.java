package pxos.proof.strength;

import java.time.LocalDateTime;
import java.util.List;
import pxos.os.BootImage;
import pxos.proof.DriveKind;
import pxos.proof.StartState;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Scenario;

/** Tells tests that depend on nothing but the code from those that pass by chance. */
public final class Repeatable {

    private static final StartState ELSEWHERE = new StartState(LocalDateTime.of(2031, 3, 9, 8, 41, 26), 0xC0FFEE);

    private Repeatable() {}

    /** Whether a test passes. */
    public static boolean passes(Scenario test, BootImage image, DriveKind drive) {
        return passes(test, image, drive, new PcEmulator());
    }

    /** Whether it passes on another day, on a machine whose free memory holds something else. */
    public static boolean passesElsewhere(Scenario test, BootImage image, DriveKind drive) {
        return passes(test, image, drive, new PcEmulator(ELSEWHERE));
    }

    private static boolean passes(Scenario test, BootImage image, DriveKind drive, PcEmulator emulator) {
        Subject subject = new Subject(image, drive, List.of(), List.of(test));
        return new Bench(subject, emulator).trace(test).isUsable();
    }
}
