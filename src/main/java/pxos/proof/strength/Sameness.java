package pxos.proof.strength;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.disk.Floppy;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.Fault;
import pxos.proof.Guest;
import pxos.proof.Outcome;
import pxos.proof.ScenarioDisk;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * Whether two images show the same: random sessions of keys are typed at both, and after each piece of a session the
 * screens, the disks and the way in which the machines rest are compared.
 */
public final class Sameness {

    private final BootImage one;
    private final BootImage other;
    private final BootImage otherWithSameSource;
    private final Sessions sessions;

    /**
     * What came of it.
     *
     * @param equal sessions that showed the same to their end
     * @param unknown sessions of which this machine cannot tell
     * @param difference the first session that showed something else, in words; empty for none
     */
    public record Compared(int equal, int unknown, String difference) {}

    /** What can be seen of a machine at rest. */
    private record View(Rest rest, TextScreen screen, int disk) {}

    /**
     * @param own tests of what was changed, whose lines the sessions use most
     * @param all tests of the whole OS
     */
    public Sameness(BootImage one, BootImage other, List<Scenario> own, List<Scenario> all) {
        this.one = one;
        this.other = other;
        this.otherWithSameSource = new BootImage(other.bytes(), other.labels(), one::source);
        this.sessions = new Sessions(own, all, Commands.of(one));
    }

    /**
     * Plays sessions on both, until one shows something else.
     *
     * @param first number of the first session; the same number is always the same session
     * @param emulator where they are played
     */
    public Compared compare(Emulator emulator, int first, int count) {
        int equal = 0;
        int unknown = 0;
        try (Guest left = booted(emulator, one);
                Guest right = booted(emulator, other)) {
            for (int number = first; number < first + count; number++) {
                Session session = sessions.session(number);
                Optional<List<View>> shown = play(left, one, session);
                Optional<List<View>> shownToo = play(right, otherWithSameSource, session);
                if (shown.isEmpty() && shownToo.isEmpty()) {
                    unknown++;
                } else if (!shown.equals(shownToo) && !isSameWithOwnSource(shown, right, session)) {
                    return new Compared(equal, unknown, String.join("", session.keys()) + " on " + session.disk());
                } else {
                    equal++;
                }
            }
        }
        return new Compared(equal, unknown, "");
    }

    /**
     * A disk may hold the source of pxOS. A command may show how long it is: so it is the same. Another one may compare what
     * comes of it with what runs: so each has its own, and the disks are not looked at.
     */
    private boolean isSameWithOwnSource(Optional<List<View>> shown, Guest right, Session session) {
        return session.disk().stream().anyMatch(item -> item.contains(" source"))
                && screens(shown).equals(screens(play(right, other, session)));
    }

    private static Optional<List<View>> screens(Optional<List<View>> shown) {
        return shown.map(views -> views.stream()
                .map(view -> new View(view.rest(), view.screen(), 0))
                .toList());
    }

    private static Guest booted(Emulator emulator, BootImage image) {
        Guest guest = emulator.guest(DiskImage.of(image), DriveKind.IDE);
        guest.powerOn();
        guest.keepPrompt();
        return guest;
    }

    /** Empty where the machine cannot tell. */
    private static Optional<List<View>> play(Guest guest, BootImage image, Session session) {
        guest.restorePrompt();
        Scenario onDisk = session.scenario("disk", List.of());
        guest.insert(onDisk.disk().isEmpty() ? DiskImage.of(image) : ScenarioDisk.of(image, onDisk));
        List<View> views = new ArrayList<>();
        for (List<Input.KeyStroke> keys : session.strokes()) {
            Outcome outcome = guest.type(keys);
            if (outcome.fault().map(Fault::kind).filter(Sameness::isUnknown).isPresent()) {
                return Optional.empty();
            }
            views.add(new View(outcome.rest(), guest.screen(), files(guest)));
            if (outcome.rest() != Rest.WAITS_FOR_KEY) {
                break;
            }
        }
        return Optional.of(views);
    }

    private static boolean isUnknown(Fault.Kind kind) {
        return kind == Fault.Kind.NOT_MODELLED || kind == Fault.Kind.EMULATOR_ENDED;
    }

    /** All of the disk but pxOS itself, which is another one. */
    private static int files(Guest guest) {
        byte[] disk = guest.diskNow();
        return Arrays.hashCode(Arrays.copyOfRange(disk, Floppy.RESERVED_BYTES, disk.length));
    }
}
