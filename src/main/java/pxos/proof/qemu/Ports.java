package pxos.proof.qemu;

import java.util.List;
import pxos.json.Json;
import pxos.scenario.Observation.PortWrite;

/** The ports of a guest's devices, to which we write as the guest does, and see what it wrote. */
final class Ports {

    private final QmpClient qmp;
    private final Trace trace;

    Ports(QmpClient qmp, Trace trace) {
        this.qmp = qmp;
        this.trace = trace;
    }

    void out(int port, int value) {
        qmp.monitor(String.format("o /b 0x%x 0x%x", port, value));
    }

    /** QEMU prints a line such as {@code portb[0x0064] = 0x1d}. */
    int in(int port) {
        String printed = qmp.monitor(String.format("i /1b 0x%x", port)).strip();
        return Integer.parseInt(printed.substring(printed.lastIndexOf('x') + 1), 16);
    }

    /** Notes in the trace from now on what the guest writes to any device. That is much: each character on the screen. */
    void watch() {
        trace(true);
        trace.watch();
    }

    void watchNoMore() {
        if (trace.isWatched()) {
            trace(false);
        }
    }

    private void trace(boolean on) {
        qmp.execute(
                "trace-event-set-state",
                Json.object().put("name", "memory_region_ops_write").put("enable", on));
    }

    /** What was written to the ports of timer and speaker since they were last watched. */
    List<PortWrite> writes() {
        return trace.portWrites();
    }
}
