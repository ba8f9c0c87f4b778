package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.proof.pc.Pc;
import pxos.proof.pc.Pc.Level;
import pxos.proof.pc.Stop;
import pxos.scenario.Input;
import pxos.scenario.Observation;
import pxos.scenario.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Runs scenarios on the machine in the JVM, by the rules of {@link ScenarioRun}. */
final class PcScenarioRun implements Observation {

    static final long BUDGET = 20_000_000;
    static final LocalDateTime CLOCK = LocalDateTime.of(2026, 12, 24, 13, 5, 7);

    private final BootImage image;
    private final Pc pc;
    private Stop stop;

    PcScenarioRun(BootImage image, byte[] disk, Set<Integer> unreadable, boolean isFloppy) {
        this.image = image;
        this.pc = new Pc(new Pc.Setup(isFloppy ? 0x00 : 0x80, Level.NEWER, CLOCK, 0, Set.of()), disk, unreadable);
    }

    Pc pc() {
        return pc;
    }

    Stop stop() {
        return stop;
    }

    void powerOn() {
        pc.powerOn();
        stop = pc.run(BUDGET);
    }

    void type(List<Input.KeyStroke> keys) {
        stop = pc.type(keys, BUDGET);
    }

    /** Why the scenario fails; empty where it passes. */
    Optional<String> run(Scenario scenario) {
        powerOn();
        for (Step step : scenario.steps()) {
            act(step.inputs());
            Optional<String> wrong = wrong(step);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private void act(List<Input> inputs) {
        if (stop.kind() == Stop.Kind.RESET) {
            boot();
        }
        List<Input.KeyStroke> keys = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.KeyStroke key) {
                keys.add(key);
            } else {
                typeAll(keys);
                boot();
            }
        }
        typeAll(keys);
    }

    private void typeAll(List<Input.KeyStroke> keys) {
        if (!keys.isEmpty()) {
            type(keys);
            keys.clear();
        }
    }

    private void boot() {
        pc.powerCycle();
        stop = pc.run(BUDGET);
    }

    private Optional<String> wrong(Step step) {
        if (rest() == Rest.NEVER || rest() != Rest.WAITS_FOR_KEY && step.rest() != rest()) {
            return Optional.of("it stopped: " + stop);
        }
        if (!pc.writtenSectors().isEmpty()) {
            return Optional.of("it wrote to its disk");
        }
        byte[] bootSector = pc.memory(MemoryMap.IMAGE_BASE, MemoryMap.SECTOR_BYTES);
        if (!Arrays.equals(bootSector, image.slice(MemoryMap.BOOT_SECTOR))) {
            return Optional.of("the boot sector has changed");
        }
        int outside = pc.executed().stream()
                .filter(address -> !image.range().contains(address) || MemoryMap.VECTOR_TABLE.contains(address))
                .findFirst()
                .orElse(-1);
        if (outside >= 0) {
            return Optional.of(String.format("it executed %05X", outside));
        }
        return step.expectations().stream()
                .flatMap(expectation -> expectation.check(this).stream())
                .findFirst()
                .map(Object::toString);
    }

    @Override
    public TextScreen screen() {
        return pc.screen();
    }

    @Override
    public Rest rest() {
        return switch (stop.kind()) {
            case WAITS_FOR_KEY -> Rest.WAITS_FOR_KEY;
            case HALTED -> Rest.HALTED;
            case RESET -> Rest.RESET;
            default -> Rest.NEVER;
        };
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return pc.memory(address, sizeBytes);
    }

    @Override
    public String banner() {
        return lines(Vector.BANNER).stream().findFirst().orElse("");
    }

    @Override
    public String prompt() {
        List<String> lines = lines(Vector.PROMPT);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private List<String> lines(Vector vector) {
        byte[] pointer = pc.memory(vector.address(), 2);
        byte[] bytes = pc.memory((pointer[0] & 0xFF) | (pointer[1] & 0xFF) << 8, 1024);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> live = ShownText.lines(text.substring(0, Math.max(0, text.indexOf(0))));
        return live.isEmpty() ? ShownText.lines(image.textAt(vector)) : live;
    }
}
