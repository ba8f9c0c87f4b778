package pxos.proof;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** What a use of a change leaves behind in a guest, compared with its fresh prompt. */
final class Traces {

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final Diagnosis diagnosis;

    Traces(Guest guest, FreshPrompt fresh, Change change) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
        this.diagnosis = new Diagnosis(guest, fresh.image(), HandlerWatch.CODE::contains);
    }

    Fault located(Fault fault) {
        return diagnosis.located(fault);
    }

    /**
     * Anything wrong with a guest at rest.
     *
     * @param scenario what was done
     * @param variables addresses that change without the change, too
     * @param atPrompt whether the change's code has come to its end; before, it may have set devices for itself
     */
    Optional<Fault> left(Outcome outcome, Scenario scenario, IntPredicate variables, boolean atPrompt) {
        return diagnosis
                .atRest(outcome, Rest.WAITS_FOR_KEY, scenario.writes())
                .or(this::ranIntoData)
                .or(() -> foreignBytes(variables))
                .or(this::bootDrive)
                .or(() -> restart(scenario))
                .or(this::interrupts)
                .or(this::lostCommand)
                .or(() -> atPrompt ? devices().or(this::colour) : Optional.empty());
    }

    private Optional<Fault> ranIntoData() {
        return fault(
                guest.firstExecuted(change::holdsNoCode),
                Fault.Kind.RAN_INTO_DATA,
                address -> "the processor executed " + diagnosis.place(address)
                        + ": a text, or bytes after the end of the code; is a ret or jmp missing?");
    }

    private Optional<Fault> foreignBytes(IntPredicate variables) {
        return fault(
                new ForeignBytes(fresh, change).changed(guest, address -> isVariable(address, variables)),
                Fault.Kind.FOREIGN_BYTES,
                address -> diagnosis.place(address)
                        + String.format(
                                ", it was %02X at the fresh prompt; only a feature's own bytes may change",
                                fresh.memory(address, 1)[0]));
    }

    /**
     * An instruction, a text or a node is none. Another feature may have changed what else it has where it was used: its code is
     * called by lines, by keys, and by the change itself.
     */
    private boolean isVariable(int address, IntPredicate variables) {
        Optional<Change.OtherFeature> owner = change.otherAt(address);
        return owner.isEmpty()
                ? variables.test(address)
                : !owner.get().isFixed(address)
                        && (variables.test(address)
                                || guest.firstExecuted(owner.get()::has).isPresent());
    }

    /** INT 19h, for one, starts pxOS another time without a reset. */
    private Optional<Fault> restart(Scenario scenario) {
        boolean mayStart = change.asksFor(Effect.RESET)
                || scenario.steps().stream()
                        .anyMatch(step -> step.rest() == Rest.RESET
                                || step.inputs().stream().anyMatch(Input.PowerCycle.class::isInstance));
        return mayStart
                ? Optional.empty()
                : fault(
                        guest.firstExecuted(address -> address == MemoryMap.IMAGE_BASE),
                        Fault.Kind.RESET,
                        address -> "pxOS started another time, which nobody asked for");
    }

    private Optional<Fault> bootDrive() {
        int was = fresh.memory(MemoryMap.BOOT_DRIVE, 1)[0] & 0xFF;
        int is = guest.memory(MemoryMap.BOOT_DRIVE, 1)[0] & 0xFF;
        return was == is
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.FOREIGN_BYTES,
                        String.format(
                                "the boot drive at %04X is %02X instead of %02X", MemoryMap.BOOT_DRIVE, is, was)));
    }

    private Optional<Fault> interrupts() {
        byte[] table = guest.memory(0, FreshPrompt.INTERRUPT_TABLE.sizeBytes());
        return fault(
                fresh.changedInterrupt(table, change),
                Fault.Kind.INTERRUPTS,
                number -> String.format(
                        "interrupt %02X is handled at %05X now, which is no code of the feature",
                        number, FreshPrompt.handler(table, number)));
    }

    /** A command that nobody can call any more. */
    private Optional<Fault> lostCommand() {
        return fresh.lostCommand(guest)
                .map(name -> new Fault(
                        Fault.Kind.SECOND_USE, "the command '" + name + "' is not in the list of commands any more"));
    }

    private Optional<Fault> devices() {
        return change.asksFor(Effect.DEVICES)
                ? Optional.empty()
                : BiosData.difference(fresh, guest)
                        .or(() -> fresh.devices().difference(guest.devices(), change))
                        .map(difference -> new Fault(Fault.Kind.DEVICES, difference));
    }

    /** The prompt must look as before, and where rows are coloured, what is printed there has their colour. */
    private Optional<Fault> colour() {
        TextScreen now = guest.screen();
        int was = fresh.screen().attribute(fresh.screen().cursorRow(), 0);
        int is = now.attribute(now.cursorRow(), 0);
        if (was != is && !change.asksFor(Effect.COLOURS)) {
            return Optional.of(new Fault(
                    Fault.Kind.DEVICES, String.format("the prompt has the attribute %02X instead of %02X", is, was)));
        }
        return change.asksFor(Effect.COLOURS) || change.asksFor(Effect.CLEAR) ? Optional.empty() : colourBelow(now);
    }

    private Optional<Fault> colourBelow(TextScreen now) {
        return IntStream.range(now.cursorRow() + 1, TextScreen.ROWS)
                .filter(row -> row > fresh.screen().cursorRow() && now.row(row).isBlank())
                .filter(row -> now.attribute(row, 0) != fresh.screen().attribute(row, 0))
                .mapToObj(row -> new Fault(
                        Fault.Kind.DEVICES,
                        String.format(
                                "row %d, where the next prompts come, has the attribute %02X instead of %02X",
                                row, now.attribute(row, 0), fresh.screen().attribute(row, 0))))
                .findFirst();
    }

    /** Whether timer ticks can run code of the change. */
    boolean hooksInterrupts() {
        return FreshPrompt.isHooked(guest.memory(0, FreshPrompt.INTERRUPT_TABLE.sizeBytes()), change);
    }

    private static Optional<Fault> fault(
            OptionalInt address, Fault.Kind kind, java.util.function.IntFunction<String> detail) {
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(kind, detail.apply(address.getAsInt())).at(address));
    }
}
