package pxos.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.Guest;

/**
 * The wish to end a run early; it may come from any thread, at any time. The run then ends with a {@link Problem} and
 * leaves nothing behind, unless it is being written down already.
 */
public final class Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private Thread waiting;
    private boolean cancelled;

    /** Ends the run as soon as it can. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
            if (waiting != null) {
                waiting.interrupt();
            }
        }
        due.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @throws Problem where the run is not wanted any more */
    void check() {
        if (isCancelled()) {
            throw new Problem(Kind.INTERNAL, "cancelled", "The workspace is unchanged.");
        }
    }

    /** Has this done at the moment of the wish: at once where it has been said. */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Waits for something in a way that the wish interrupts. */
    <T> T waitFor(Supplier<T> something) {
        synchronized (this) {
            check();
            waiting = Thread.currentThread();
        }
        try {
            return something.get();
        } finally {
            synchronized (this) {
                waiting = null;
                if (cancelled) {
                    Thread.interrupted();
                }
            }
        }
    }

    /** The same emulator, of which nothing more can be had after the wish. */
    Emulator guarding(Emulator emulator) {
        return new Emulator() {
            @Override
            public Guest guest(DiskImage disk, DriveKind drive) {
                check();
                return guarding(emulator.guest(disk, drive));
            }

            @Override
            public void close() {
                emulator.close();
            }
        };
    }

    private Guest guarding(Guest guest) {
        return (Guest) Proxy.newProxyInstance(
                Guest.class.getClassLoader(), new Class<?>[] {Guest.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        check();
                    }
                    try {
                        return method.invoke(guest, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
