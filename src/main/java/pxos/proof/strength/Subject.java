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
 */
public record Subject(BootImage image, DriveKind drive, List<Instruction> code, List<Scenario> tests) {

    public Subject {
        code = List.copyOf(code);
        tests = List.copyOf(tests);
    }

    public Subject with(List<Scenario> others) {
        return new Subject(image, drive, code, others);
    }
}
