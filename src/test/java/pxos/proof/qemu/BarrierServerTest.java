package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;

class BarrierServerTest {

    private static final int SHIFT = 0xFFE1;
    private static final int ENTER = 0xFF0D;

    private Socket qemu;
    private BarrierServer server;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            qemu = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            server = new BarrierServer(listener.accept(), Duration.ofMillis(200));
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        qemu.close();
        server.close();
    }

    @Test
    void pressesInOrderAndReleasesInReverseOrder() throws IOException {
        answer("\0\0\0\4CALV");
        server.type(List.of(List.of(SHIFT, (int) 'a'), List.of(ENTER)));
        server.close();
        String down = "00000008" + HexFormat.of().formatHex("DKDN".getBytes(StandardCharsets.US_ASCII));
        String up = "00000008" + HexFormat.of().formatHex("DKUP".getBytes(StandardCharsets.US_ASCII));
        String question = "00000004" + HexFormat.of().formatHex("CALV".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of()
                        .withUpperCase()
                        .formatHex(qemu.getInputStream().readAllBytes()))
                .isEqualToIgnoringCase(down + "EFE10000" + down + "00610000" + up + "00610000" + up + "EFE10000" + down
                        + "EF0D0000" + up + "EF0D0000" + question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0", "\0\0\0\4EUNK"})
    void doesNotTakeTheKeysForTypedWithoutTheAnswer(String answer) throws IOException {
        answer(answer);
        assertThatThrownBy(this::typeEnter).isInstanceOf(Problem.class).hasMessage("QEMU does not take keys any more");
    }

    @Test
    void doesNotWaitForAQemuThatIsGone() throws IOException {
        qemu.close();
        assertThatThrownBy(this::typeEnter).isInstanceOf(Problem.class);
    }

    private void answer(String bytes) throws IOException {
        qemu.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    private void typeEnter() {
        server.type(List.of(List.of(ENTER)));
    }
}
