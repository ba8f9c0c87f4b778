package pxos.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class UndelayedSocketsTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final UndelayedSockets sockets = new UndelayedSockets();

    @Test
    void sendsAtOnceHoweverTheSocketIsMade() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE);
                Socket unconnected = sockets.createSocket();
                Socket byName = sockets.createSocket(HERE.getHostAddress(), server.getLocalPort());
                Socket byAddress = sockets.createSocket(HERE, server.getLocalPort());
                Socket fromHere = sockets.createSocket(HERE, server.getLocalPort(), HERE, 0);
                Socket byNameFromHere = sockets.createSocket(HERE.getHostAddress(), server.getLocalPort(), HERE, 0)) {
            for (Socket socket : new Socket[] {unconnected, byName, byAddress, fromHere, byNameFromHere}) {
                assertThat(socket.getTcpNoDelay()).isTrue();
                assertThat(socket.isConnected()).isEqualTo(socket != unconnected);
            }
        }
    }
}
