package pxos.dream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The session at work: each change to it is written down at once, and Ctrl-C ends it in order. */
final class OpenSession implements AutoCloseable {

    private final SessionFiles files;
    private final DreamObserver observer;
    private final Thread hook = new Thread(this::interrupt, "end of the dream");
    private DreamSession session;
    private boolean over;

    OpenSession(DreamSession session, SessionFiles files, DreamObserver observer) {
        this.session = session;
        this.files = files;
        this.observer = observer;
        files.write(session);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized DreamSession session() {
        return session;
    }

    synchronized DreamSession update(UnaryOperator<DreamSession> change) {
        if (!over) {
            session = change.apply(session);
            files.write(session);
        }
        return session;
    }

    synchronized Optional<String> limitReached(Duration past, int freeBytes) {
        return session.limits().reached(session, past, freeBytes);
    }

    private synchronized void interrupt() {
        if (!over) {
            update(open -> open.ended(DreamSession.INTERRUPTED));
            observer.interrupted(session);
            over = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }
}
