package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;

class QtestClientTest {

    private static QtestClient connect(ScriptedMonitor qemu) throws IOException {
        return new QtestClient(qemu.connect(), Duration.ofMillis(200));
    }

    @Test
    void readsAndWritesPortsAndMemory() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        try (ScriptedMonitor qemu = new ScriptedMonitor("", line -> {
                    received.add(line);
                    return line.startsWith("inb") ? "OK 0x001c\n" : line.startsWith("b64read") ? "OK AQL/\n" : "OK\n";
                });
                QtestClient client = connect(qemu)) {
            client.out(0x70, 0x0B);
            assertThat(client.in(0x64)).isEqualTo(0x1C);
            assertThat(client.memory(0xB8000, 3)).containsExactly(1, 2, 0xFF);
            client.setMemory(0x500, new byte[] {1, 2, (byte) 0xFF});
        }
        assertThat(received)
                .containsExactly("outb 0x70 0xb", "inb 0x64", "b64read 0xb8000 0x3", "b64write 0x500 0x3 AQL/");
    }

    @Test
    void writesAnIndexAndReadsItsRegisterWithoutWaitingBetween() throws IOException {
        try (ScriptedMonitor qemu = new ScriptedMonitor("", line -> line.startsWith("outb") ? "" : "OK\nOK 0x82\n");
                QtestClient client = connect(qemu)) {
            assertThat(client.in(0x70, 0x0B, 0x71)).isEqualTo(0x82);
        }
    }

    @Test
    void namesTheCommandThatWasRefused() throws IOException {
        try (ScriptedMonitor qemu = new ScriptedMonitor(
                        "", line -> line.startsWith("outb") ? "FAIL Unknown command\n" : "OK 0x1\n");
                QtestClient client = connect(qemu)) {
            assertThatThrownBy(() -> client.in(0x70, 0x0B, 0x71))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("QEMU did not obey outb 0x70 0xb: it answered FAIL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAIL Unknown command\n", "\n", "IRQ raise 1\n", ""})
    void takesNoOtherAnswerForAnOk(String answer) throws IOException {
        try (ScriptedMonitor qemu = new ScriptedMonitor("", line -> answer.isEmpty() ? null : answer);
                QtestClient client = connect(qemu)) {
            assertThatThrownBy(() -> client.in(0x64))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("QEMU did not obey inb 0x64: it answered");
        }
    }

    @Test
    void doesNotWaitForeverForAnAnswer() throws IOException {
        try (ScriptedMonitor qemu = new ScriptedMonitor("", line -> "");
                QtestClient client = connect(qemu)) {
            assertThatThrownBy(() -> client.in(0x64)).isInstanceOf(Problem.class);
        }
    }
}
