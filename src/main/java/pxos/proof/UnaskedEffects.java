package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import pxos.proof.FreshPrompt.Command;
import pxos.scenario.Expectation.Unmet;

/** What a change does besides its task, seen at the fresh prompt of the OS without it and of the OS with it. */
final class UnaskedEffects {

    private final FreshPrompt before;
    private final FreshPrompt after;
    private final Change change;

    UnaskedEffects(FreshPrompt before, FreshPrompt after, Change change) {
        this.before = before;
        this.after = after;
        this.change = change;
    }

    /** Every one of them; empty where the goal asks for all that changed. */
    List<Unmet> all() {
        return Stream.of(
                        prompt(),
                        banner(),
                        screen(),
                        boot(),
                        devices(),
                        interrupts(),
                        patched(),
                        shell(),
                        hidden(),
                        lost())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Unmet> unless(boolean fine, String wanted, String got) {
        return fine ? Optional.empty() : Optional.of(new Unmet(wanted, got));
    }

    /** A text without its digits, which can be those of a clock. */
    private static String shape(String text) {
        return text.replaceAll("[0-9]", "#");
    }

    private Optional<Unmet> prompt() {
        boolean same = shape(before.prompt()).equals(shape(after.prompt()));
        return unless(
                same || change.asksFor(Effect.PROMPT),
                "the prompt \"" + before.prompt() + "\" as before, since the goal asks for no other",
                "\"" + after.prompt() + "\"");
    }

    private Optional<Unmet> banner() {
        boolean same = shape(before.banner()).equals(shape(after.banner()));
        return unless(
                same || change.asksFor(Effect.GREETING),
                "the banner \"" + before.banner() + "\" as before, since the goal asks for no other",
                "\"" + after.banner() + "\"");
    }

    /** More or less on the screen at the first prompt than before. */
    private Optional<Unmet> screen() {
        List<String> old = shown(before).stream().map(UnaskedEffects::shape).toList();
        Optional<String> more =
                shown(after).stream().filter(row -> !old.contains(shape(row))).findFirst();
        boolean asked = change.asksFor(Effect.GREETING) || change.asksFor(Effect.PROMPT) || change.isAClock();
        boolean lower = after.screen().cursorRow() > before.screen().cursorRow();
        return unless(
                asked || more.isEmpty() && !lower,
                "the same screen after the start as before, since the goal asks for nothing at the start",
                more.map(row -> "the row \"" + row + "\"").orElse("a prompt that stands lower"));
    }

    private static List<String> shown(FreshPrompt fresh) {
        return fresh.screen().rows().stream()
                .filter(row -> !row.isEmpty())
                .filter(row -> !row.equals(fresh.prompt().stripTrailing()))
                .filter(row -> !row.equals(fresh.banner().stripTrailing()))
                .toList();
    }

    /** A shell takes the loop of pxOS over, and with it everything that is typed. */
    private Optional<Unmet> shell() {
        return unless(
                before.hasShell() || !after.hasShell() || change.asksFor(Effect.SHELL),
                "the loop from prompt to prompt as before, since the goal asks for no other",
                "a shell in its place");
    }

    /** A start that takes longer. */
    private Optional<Unmet> boot() {
        int more = after.devices().ticks() - before.devices().ticks();
        return unless(
                more <= OrdinaryUse.MOST_MORE_TICKS || change.asksFor(Effect.GREETING),
                "a start as fast as before, since the goal asks for nothing at the start",
                "one that takes " + more + " timer ticks of 55 ms longer");
    }

    private Optional<Unmet> devices() {
        Optional<String> difference =
                BiosData.difference(before, after).or(() -> before.devices().difference(after.devices(), change));
        return unless(
                difference.isEmpty() || change.asksFor(Effect.DEVICES),
                "the devices set as they were, since the goal asks for no other",
                difference.orElse(""));
    }

    private Optional<Unmet> interrupts() {
        byte[] table = after.memory(0, FreshPrompt.INTERRUPT_TABLE.sizeBytes());
        OptionalInt number = before.changedInterrupt(table, change);
        return unless(
                number.isEmpty(),
                "the interrupt table as it was, but for handlers of the feature itself",
                number.isEmpty()
                        ? ""
                        : String.format(
                                "interrupt %02X handled at %05X",
                                number.getAsInt(), FreshPrompt.handler(table, number.getAsInt())));
    }

    /** Code or data of others that is changed at the start. */
    private Optional<Unmet> patched() {
        OptionalInt address = new ForeignBytes(after, change).changedByStart(before);
        return unless(
                address.isEmpty(),
                "the rest of pxOS in memory as on the disk once it has started",
                address.isEmpty()
                        ? ""
                        : String.format(
                                "%02X at %04X: only a feature's own bytes may change",
                                after.memory(address.getAsInt(), 1)[0], address.getAsInt()));
    }

    /** A command of the change that stands in front of an older one of the same name. */
    private Optional<Unmet> hidden() {
        List<Command> all = after.commands();
        return all.stream()
                .filter(command -> change.owns(command.node()) && !change.names(command.name()))
                .filter(own -> all.stream()
                        .anyMatch(other ->
                                !change.owns(other.node()) && other.name().equalsIgnoreCase(own.name())))
                .map(own -> new Unmet(
                        "the older command '" + own.name() + "' to be called still, since the goal does not name it",
                        "another one of that name in front of it"))
                .findFirst();
    }

    /** A command that was there and is gone. */
    private Optional<Unmet> lost() {
        return before.commands().stream()
                .filter(command -> !change.names(command.name()))
                .filter(old ->
                        after.commands().stream().noneMatch(now -> now.name().equalsIgnoreCase(old.name())))
                .map(old -> new Unmet("the command '" + old.name() + "' as before", "none of that name in the list"))
                .findFirst();
    }
}
