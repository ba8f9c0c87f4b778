package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pxos.json.Json;
import pxos.os.TextScreen;
import tools.jackson.databind.JsonNode;

/** What a machine shows to somebody who sits before it, and what it has written to its disk. */
final class MachineView {

    /** Physical address of the VGA text page (Ralf Brown's Interrupt List, memory B800h:0000h). */
    private static final int TEXT_PAGE = 0xB8000;
    /** BIOS data area: cursor of page 0, column then row (Ralf Brown's Interrupt List, memory 0040h:0050h). */
    private static final int CURSOR = 0x450;

    private final Machine machine;
    private final Path file;

    MachineView(Machine machine) {
        this.machine = machine;
        this.file = machine.folder().resolve("screen");
    }

    /**
     * What can be seen at one moment.
     *
     * @param highestByteWritten one past the highest byte that the guest wrote to any disk since QEMU started; 0 for none
     */
    record Sight(TextScreen screen, long highestByteWritten) {}

    /**
     * The registers of one moment, and what could be seen right after it.
     *
     * @param scanCodeWaits whether one waited in the keyboard's controller right before it, where that was asked
     */
    record Glance(boolean scanCodeWaits, Registers registers, Sight sight) {}

    Sight sight() {
        return sight(machine.qmp().executeAll(commands()));
    }

    /** @param typed whether scan codes can be on their way */
    Glance glance(boolean typed) {
        List<QmpClient.Command> commands = new ArrayList<>();
        if (typed) {
            commands.add(QmpClient.Command.monitor(Keyboard.STATUS));
        }
        commands.add(QmpClient.Command.monitor(Machine.REGISTERS));
        int own = commands.size();
        commands.addAll(commands());
        List<JsonNode> replies = machine.qmp().executeAll(commands);
        return new Glance(
                typed && Keyboard.scanCodeWaits(replies.get(0).asString()),
                Registers.parse(replies.get(own - 1).asString()),
                sight(replies.subList(own, replies.size())));
    }

    private List<QmpClient.Command> commands() {
        return List.of(
                new QmpClient.Command(
                        "pmemsave",
                        Json.object()
                                .put("val", TEXT_PAGE)
                                .put("size", TextScreen.SIZE_BYTES)
                                .put("filename", file.toString())),
                QmpClient.Command.of("query-blockstats"));
    }

    private Sight sight(List<JsonNode> replies) {
        byte[] cursor = machine.memory(CURSOR, 2);
        try {
            TextScreen screen = new TextScreen(Files.readAllBytes(file), cursor[1] & 0xFF, cursor[0] & 0xFF);
            return new Sight(screen, highestByteWritten(replies.get(1)));
        } catch (IOException e) {
            throw new QemuException("cannot read the screen that QEMU saved", e);
        }
    }

    /** @param drives what {@code query-blockstats} returns */
    static long highestByteWritten(JsonNode drives) {
        long highest = 0;
        for (JsonNode drive : drives) {
            highest = Math.max(
                    highest, drive.path("stats").path("wr_highest_offset").asLong(0));
        }
        return highest;
    }
}
