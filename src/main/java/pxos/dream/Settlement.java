package pxos.dream;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import pxos.dream.Choice.Result;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;

/** Closes the sessions that were killed: what their last run came to, the network may know. */
record Settlement(SessionFiles files, PixelReader network) {

    private static final String KILLED = "killed";

    /** A run that a kill cut off from its session is among the newest, unless people ran many since. */
    private static final int NEWEST = 50;

    /** All sessions, oldest first, none of them open. */
    List<DreamSession> settled() throws IOException {
        List<DreamSession> all = files.all();
        boolean open = all.stream().anyMatch(session -> session.ended().isEmpty() || session.isBrokenOff());
        List<RunRecord> newest = open ? network.newest(NEWEST) : List.of();
        return all.stream().map(session -> closed(session, newest)).toList();
    }

    private DreamSession closed(DreamSession session, List<RunRecord> newest) {
        DreamSession closed = session.ended().isEmpty() ? session.ended(KILLED) : session;
        for (Choice choice : session.choices()) {
            Optional<RunRecord> run = newest.stream()
                    .filter(record -> !choice.isOver())
                    .filter(record -> record.story().reason().equals(choice.inRecord(session.id())))
                    .filter(Settlement::says)
                    .findFirst();
            closed = run.isPresent() ? closed.with(choice.ended(result(run.get()))) : closed;
        }
        if (!closed.equals(session)) {
            files.write(closed);
        }
        return closed;
    }

    /** A run that could not be tested says nothing of its goal. */
    private static boolean says(RunRecord run) {
        return !run.result().verdict().startsWith("ERROR")
                || !run.result().stage().equals("test");
    }

    private static Result result(RunRecord run) {
        return new Result(
                run.passed(),
                run.request().runId(),
                run.result().verdict(),
                run.cost().tokens(),
                run.cost().durationMs(),
                "");
    }
}
