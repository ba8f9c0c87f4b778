package pxos.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.mcp.Answer;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.pipeline.Services;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Fault;
import pxos.proof.Guest;
import pxos.proof.Outcome;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;
import pxos.workspace.Workspace;

/** A pxOS that was booted from a copy of its floppy and is typed on; nothing that it writes is kept. */
final class OpenGuest implements AutoCloseable {

    /** How long a program that has no rest is looked at, about five seconds of its time. */
    private static final int MOST_TICKS = 90;

    private final Services services;
    private final Guest guest;
    private Outcome outcome;

    /** @param services belongs to the session, which closes it */
    OpenGuest(Workspace workspace, Services services, DriveKind drive) throws IOException {
        this.services = services;
        try {
            BootImage image = services.analyzer().analyse(workspace).image();
            DiskImage disk = Files.exists(workspace.disk())
                    ? DiskImage.read(workspace.disk()).startingWith(image.bytes())
                    : DiskImage.of(image);
            guest = services.emulator().guest(disk, drive);
            outcome = settled(guest.powerOn());
        } catch (IOException | RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** Types keys in the notation of scenarios, such as {@code help{Enter}}. */
    synchronized OpenGuest type(String keys) {
        List<Input.KeyStroke> strokes = new ArrayList<>();
        for (Input input : inputs(keys)) {
            if (input instanceof Input.KeyStroke stroke) {
                strokes.add(stroke);
            } else {
                press(strokes);
                strokes.clear();
                outcome = input instanceof Input.Wait wait ? pass(wait.ticks()) : guest.powerCycle();
            }
        }
        press(strokes);
        outcome = settled(outcome);
        return this;
    }

    private static List<Input> inputs(String keys) {
        try {
            return new Step(keys, List.of()).inputs();
        } catch (Problem e) {
            throw Problem.input(e.getMessage(), "Special keys stand in braces: {Enter}.");
        }
    }

    private void press(List<Input.KeyStroke> strokes) {
        if (!strokes.isEmpty() && goesOn()) {
            outcome = guest.press(List.copyOf(strokes));
        }
    }

    private Outcome pass(int ticks) {
        return goesOn() ? guest.letPass(ticks) : outcome;
    }

    private boolean goesOn() {
        return outcome.fault().isEmpty() && (outcome.rest() == Rest.WAITS_FOR_KEY || outcome.rest() == Rest.RUNS);
    }

    /** Lets a program end that does so by itself, and boots a machine that asked for it. */
    private Outcome settled(Outcome first) {
        Outcome now = first;
        for (int ticks = 0; now.rest() == Rest.RUNS && now.fault().isEmpty() && ticks < MOST_TICKS; ticks++) {
            now = guest.letPass(1);
        }
        return now.rest() == Rest.RESET && now.fault().isEmpty() ? guest.powerCycle() : now;
    }

    /** The screen and what the machine does; rows in words, and a picture. */
    synchronized Answer seen(String heading) {
        TextScreen screen = guest.screen();
        String state = outcome.fault()
                .map(Fault::toString)
                .map(fault -> "the machine has stopped: " + fault)
                .orElseGet(() -> switch (outcome.rest()) {
                    case WAITS_FOR_KEY -> "it waits for a key";
                    case RUNS -> "a program is running; keys reach it";
                    case HALTED -> "the machine has halted";
                    default -> "the machine does not come to rest";
                });
        return Answer.picture(heading + "\n" + Rows.text(screen) + "; " + state, VgaScreenshot.png(screen));
    }

    @Override
    public synchronized void close() {
        guest.close();
        services.close();
    }
}
