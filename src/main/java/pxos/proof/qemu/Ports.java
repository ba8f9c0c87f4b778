package pxos.proof.qemu;

import java.util.List;
import pxos.json.Json;
import pxos.scenario.Observation.PortWrite;

/** The ports of a guest's devices, to which we write as the guest does, and see what it wrote. */
final class Ports {

    private final QmpClient qmp;
    private final QtestClient qtest;
    private final QemuTrace trace;

    Ports(QmpClient qmp, QtestClient qtest, QemuTrace trace) {
        this.qmp = qmp;
        this.qtest = qtest;
        this.trace = trace;
    }

    void out(int port, int value) {
        qtest.out(port, value);
    }

    int in(int port) {
        return qtest.in(port);
    }

    /** What {@code dataPort} holds once {@code index} was written to {@code indexPort}. */
    int in(int indexPort, int index, int dataPort) {
        return qtest.in(indexPort, index, dataPort);
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
