package pxos.proof.strength;

import java.util.List;
import pxos.os.BootImage;
import pxos.os.code.Instruction;
import pxos.proof.DriveKind;
import pxos.scenario.Scenario;

/**
 * What is measured: a feature's code in its OS, and the tests that are to show it.
 *
 * @param code its instructions, lowest address first
 * @param tests its own tests
 * @param equivalents what is known of changes that no test can notice
 */
public record Subject(
        BootImage image, DriveKind drive, List<Instruction> code, List<Scenario> tests, Equivalents equivalents) {

    public Subject {
        code = List.copyOf(code);
        tests = List.copyOf(tests);
    }

    /** A subject of which nothing is known beforehand. */
    public Subject(BootImage image, DriveKind drive, List<Instruction> code, List<Scenario> tests) {
        this(image, drive, code, tests, Equivalents.NONE);
    }

    public Subject with(List<Scenario> others) {
        return new Subject(image, drive, code, others, equivalents);
    }
}
