package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.scenario.Unmet;

/** Runs one scenario on a guest. */
final class ScenarioRun {

    private final Guest guest;
    private final BootImage image;
    private final Diagnosis diagnosis;
    private boolean sinceBoot;
    private Rest rest = Rest.WAITS_FOR_KEY;

    /** @param sinceBoot whether the trace reaches back to the start of the boot sector */
    ScenarioRun(Guest guest, BootImage image, boolean sinceBoot) {
        this.guest = guest;
        this.image = image;
        this.diagnosis = new Diagnosis(guest.machine(), image);
        this.sinceBoot = sinceBoot;
    }

    /** Switches the guest on and waits for its first rest, then goes on as {@link #run}. */
    ScenarioResult runFromPowerOn(Scenario scenario, DiskImage disk) {
        return run(scenario, () -> {
            guest.powerOn(disk);
            rest = guest.awaitRest("the prompt after power-on");
        });
    }

    /** For a guest that stands at its fresh prompt. */
    ScenarioResult run(Scenario scenario) {
        return run(scenario, () -> {});
    }

    private ScenarioResult run(Scenario scenario, Runnable before) {
        long start = System.nanoTime();
        TextScreen screen = TextScreen.blank();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            List<Unmet> unmet = List.of();
            Optional<Fault> fault;
            TextScreen shown = null;
            try {
                if (i == 0) {
                    before.run();
                }
                act(step.inputs());
                ImageObservation seen = new ImageObservation(guest, image, rest);
                screen = seen.screen();
                shown = screen;
                fault = fault(step, seen);
                unmet = unmet(step, seen);
            } catch (FaultException e) {
                fault = Optional.of(located(e.fault()));
            }
            if (fault.isPresent() || !unmet.isEmpty()) {
                return ScenarioResult.failed(
                        scenario.name(), since(start), evidence(i + 1, step, unmet, fault.orElse(null), shown));
            }
        }
        return ScenarioResult.passed(scenario.name(), since(start), screen);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** After a reset that a step expected, the machine boots, as a real one does. */
    private void act(List<Input> inputs) {
        if (rest == Rest.RESET) {
            boot(guest::reset);
        }
        List<Input.KeyStroke> keys = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.KeyStroke key) {
                keys.add(key);
            } else {
                type(keys);
                keys.clear();
                boot(guest::powerCycle);
            }
        }
        type(keys);
    }

    private void type(List<Input.KeyStroke> keys) {
        if (!keys.isEmpty()) {
            rest = guest.type(keys);
        }
    }

    private void boot(Runnable start) {
        start.run();
        sinceBoot = true;
        rest = guest.awaitRest("the prompt after another start");
    }

    private static List<Unmet> unmet(Step step, ImageObservation seen) {
        return step.expectations().stream()
                .map(expectation -> expectation.check(seen))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Anything that is wrong with the machine whatever the step expects. */
    private Optional<Fault> fault(Step step, ImageObservation seen) {
        return restFault(step).or(() -> lastingFault(seen));
    }

    private Optional<Fault> restFault(Step step) {
        if (rest == Rest.RESET && guest.machine().trace().sawTripleFault()) {
            return Optional.of(diagnosis.tripleFault());
        }
        if (rest == Rest.RESET && step.rest() != Rest.RESET) {
            int last = guest.machine().trace().lastBlock();
            return Optional.of(Fault.at(
                    last,
                    FaultKind.RESET,
                    "the machine asked for a reset that the step does not expect" + "; the code it entered last is "
                            + diagnosis.place(last)));
        }
        if (rest == Rest.HALTED && step.rest() != Rest.HALTED) {
            return Optional.of(diagnosis.halt());
        }
        return Optional.empty();
    }

    private Optional<Fault> lastingFault(ImageObservation seen) {
        long written = seen.highestByteWritten();
        if (written > 0) {
            return Optional.of(new Fault(
                    FaultKind.DISK_WRITE,
                    "the machine wrote to its disk, up to byte " + written + " (sector " + (written + 511) / 512
                            + ", counted from 1)"));
        }
        byte[] wanted = image.slice(MemoryMap.BOOT_SECTOR);
        byte[] got = guest.machine().memory(MemoryMap.IMAGE_BASE, MemoryMap.SECTOR_BYTES);
        int changed = Arrays.mismatch(wanted, got);
        if (changed >= 0) {
            return Optional.of(new Fault(
                    FaultKind.BOOT_SECTOR_CHANGED,
                    String.format(
                            "%s holds %02X instead of %02X",
                            diagnosis.place(MemoryMap.IMAGE_BASE + changed), got[changed], wanted[changed])));
        }
        int outside = diagnosis.firstOutside(sinceBoot);
        return outside < 0
                ? Optional.empty()
                : Optional.of(Fault.at(
                        outside, FaultKind.OUTSIDE_ZONES, "the processor executed " + diagnosis.place(outside)));
    }

    private Fault located(Fault fault) {
        return switch (fault.kind()) {
            case SPIN, TIMEOUT -> outsideOr(diagnosis.stuck(fault));
            case HALT -> outsideOr(diagnosis.halt());
            case RESET -> guest.machine().trace().sawTripleFault() ? diagnosis.tripleFault() : fault;
            default -> fault;
        };
    }

    /** A machine that left the zones is stuck because of that. */
    private Fault outsideOr(Fault fault) {
        int outside = diagnosis.firstOutside(sinceBoot);
        return outside < 0
                ? fault
                : Fault.at(
                        fault.address().orElse(outside),
                        FaultKind.OUTSIDE_ZONES,
                        "the processor executed " + diagnosis.place(outside) + "; then: " + fault);
    }

    /** @param shown the screen, where it was seen since the step's keys were typed; else null */
    private Evidence evidence(int number, Step step, List<Unmet> unmet, Fault fault, TextScreen shown) {
        try {
            return new Evidence(
                    number,
                    step.keys(),
                    unmet,
                    fault,
                    guest.machine().registers().text(),
                    shown == null ? guest.sight().screen() : shown);
        } catch (QemuException e) {
            return new Evidence(number, step.keys(), unmet, fault, "", TextScreen.blank());
        }
    }
}
