package pxos.tools;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.mcp.Answer;
import pxos.mcp.Call;
import pxos.mcp.Tool;
import pxos.mcp.Tool.Effect;
import pxos.pipeline.Services;
import pxos.proof.DriveKind;
import tools.jackson.databind.JsonNode;

/** Sessions at the keyboard of pxOS: two at most, each ended after ten minutes in which nobody types. */
final class OpenGuests implements AutoCloseable {

    private static final int MOST = 2;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Desk desk;
    private final InstantSource clock;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private int begun;

    private record Open(OpenGuest session, Instant used) {}

    OpenGuests(Desk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    List<Tool> all() {
        return List.of(
                new Tool(
                        "boot",
                        "Boot pxOS",
                        "Boot pxOS in QEMU and keep it running, to type keys on it with type_keys. Answers with the session's"
                                + " name and the screen. Two sessions at most; each ends after ten idle minutes. Writes"
                                + " nothing.",
                        Schema.object()
                                .text("drive", "The drive to boot from (default: floppy).", "floppy", "ide")
                                .requiring(),
                        Effect.READS,
                        this::boot),
                new Tool(
                        "type_keys",
                        "Type keys on pxOS",
                        "Type keys on a pxOS that boot has started, then look at its screen.",
                        Schema.object()
                                .text("session", "The session's name, from boot.")
                                .text(
                                        "keys",
                                        "Text, with special keys in braces: help{Enter}, {Backspace*3}, {Up}, {F1}, {Ctrl+C};"
                                                + " {Wait 18} lets a second pass, {Boot} restarts.")
                                .requiring("session", "keys"),
                        Effect.READS,
                        this::type),
                new Tool(
                        "power_off",
                        "Power off pxOS",
                        "End a running pxOS that boot has started.",
                        Schema.object()
                                .text("session", "The session's name, from boot.")
                                .requiring("session"),
                        Effect.READS,
                        this::powerOff));
    }

    private Answer boot(JsonNode arguments, Call call) throws Exception {
        DriveKind drive = arguments.path("drive").asString("").equals("ide") ? DriveKind.IDE : DriveKind.FLOPPY;
        String name = begin();
        OpenGuest session = null;
        try {
            Services services = desk.services();
            session = new OpenGuest(desk.workspace(), services, drive);
        } finally {
            put(name, session);
        }
        return session.seen(
                "session " + name + ", booted from " + drive.name().toLowerCase(java.util.Locale.ROOT) + ":");
    }

    /** A name for a session that has a place now. */
    private synchronized String begin() {
        if (open.size() >= MOST) {
            throw Problem.input(
                    MOST + " sessions are open already: " + String.join(", ", open.keySet()),
                    "End one with power_off.");
        }
        begun++;
        open.put("boot-" + begun, new Open(null, clock.instant()));
        return "boot-" + begun;
    }

    private synchronized void put(String name, OpenGuest session) {
        if (session == null) {
            open.remove(name);
        } else {
            open.put(name, new Open(session, clock.instant()));
        }
    }

    private Answer type(JsonNode arguments, Call call) {
        String name = arguments.path("session").asString("");
        String keys = arguments.path("keys").asString("");
        return used(name).type(keys).seen("after " + keys + ":");
    }

    private Answer powerOff(JsonNode arguments, Call call) {
        String name = arguments.path("session").asString("");
        OpenGuest session = used(name);
        put(name, null);
        session.close();
        return Answer.text("Session " + name + " has ended.");
    }

    private synchronized OpenGuest used(String name) {
        Open found = open.get(name);
        if (found == null || found.session() == null) {
            throw Problem.input(
                    "there is no session '" + name + "'",
                    open.isEmpty() ? "Start one with boot." : "Open are: " + String.join(", ", open.keySet()));
        }
        open.put(name, new Open(found.session(), clock.instant()));
        return found.session();
    }

    /** Ends what nobody has used for ten minutes. */
    void sweep() {
        Instant since = clock.instant().minus(IDLE);
        end(since);
    }

    /** Ends all. */
    @Override
    public void close() {
        end(Instant.MAX);
    }

    private void end(Instant notUsedSince) {
        List<OpenGuest> ended;
        synchronized (this) {
            ended = open.values().stream()
                    .filter(each -> each.session() != null && each.used().isBefore(notUsedSince))
                    .map(Open::session)
                    .toList();
            open.values().removeIf(each -> ended.contains(each.session()));
        }
        ended.forEach(OpenGuest::close);
    }
}
