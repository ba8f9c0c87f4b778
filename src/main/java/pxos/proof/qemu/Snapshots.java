package pxos.proof.qemu;

import java.time.Duration;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Snapshots of a machine: processor, memory and devices. What its disk holds, and what was written to it, stays. */
final class Snapshots {

    private static final String JOB = "snapshot";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final QemuMachine machine;

    Snapshots(QemuMachine machine) {
        this.machine = machine;
    }

    void save(String name) {
        change("save", name);
    }

    /** Sets the machine back, which stands still then. */
    void load(String name) {
        machine.qmp().execute("stop");
        if (machine.wantsReset()) {
            // QEMU lets a machine that asked for a reset never run again without one.
            reset();
        }
        change("load", name);
    }

    private void change(String what, String name) {
        machine.ports().watchNoMore();
        if (QemuCommand.isWrittenAtOnce(machine.disk())) {
            changeBeside(what, name);
        } else {
            String answer = machine.qmp().monitor(what + "vm " + name);
            if (!answer.isBlank()) {
                throw QemuTrouble.of("QEMU refused to " + what + " a snapshot: " + answer.strip(), null);
            }
        }
        machine.trace().forget();
    }

    /** The same where the disk cannot hold snapshots, and takes no part in them. */
    private void changeBeside(String what, String name) {
        String node = "";
        for (JsonNode drive : machine.qmp().execute("query-block")) {
            if (drive.path("device").asString("").equals(QemuCommand.SNAPSHOTS)) {
                node = drive.path("inserted").path("node-name").asString("");
            }
        }
        ObjectNode job = Json.object().put("job-id", JOB).put("tag", name).put("vmstate", node);
        job.putArray("devices").add(node);
        machine.qmp().execute("snapshot-" + what, job);
        JsonNode done = awaitJob();
        machine.qmp().execute("job-dismiss", Json.object().put("id", JOB));
        if (done.has("error")) {
            throw QemuTrouble.of(
                    "QEMU refused to " + what + " a snapshot: "
                            + done.path("error").asString(""),
                    null);
        }
    }

    /** Each question lets QEMU's main loop go on with the job. */
    private JsonNode awaitJob() {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode job : machine.qmp().execute("query-jobs")) {
                if (job.path("id").asString("").equals(JOB)
                        && job.path("status").asString("").equals("concluded")) {
                    return job;
                }
            }
        }
        throw QemuTrouble.of("QEMU did not end its job within " + DEADLINE.toSeconds() + " s", null);
    }

    private void reset() {
        machine.qmp().forgetEvent("RESET");
        onReboot("reset");
        machine.qmp().execute("system_reset");
        machine.qmp().awaitEvent("RESET");
        onReboot("shutdown");
        machine.qmp().forgetEvent("SHUTDOWN");
    }

    /** @param action what QEMU does where the guest asks for a reset */
    private void onReboot(String action) {
        machine.qmp().execute("set-action", Json.object().put("reboot", action));
    }
}
