package lectern.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShapingRelayTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aGoodNetworkCarriesBothWaysAndTheWorstNothing() throws Exception {
        try (DatagramSocket server = new DatagramSocket(ANY);
                DatagramSocket client = new DatagramSocket(ANY);
                ShapingRelay relay = new ShapingRelay((InetSocketAddress) server.getLocalSocketAddress(), 1)) {
            send(client, relay.address(), 7);
            DatagramPacket arrived = receive(server);
            assertThat(arrived.getData()[0]).isEqualTo((byte) 7);
            send(server, (InetSocketAddress) arrived.getSocketAddress(), 8);
            assertThat(receive(client).getData()[0]).isEqualTo((byte) 8);
            relay.shape(new ShapingRelay.Shape(1, 0, 0));
            send(client, relay.address(), 9);
            server.setSoTimeout(200);
            assertThatThrownBy(() -> receive(server)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aBottleneckKeepsWhatItsQueueHoldsAndDropsTheRest() throws Exception {
        try (DatagramSocket server = new DatagramSocket(ANY);
                DatagramSocket client = new DatagramSocket(ANY);
                ShapingRelay relay = new ShapingRelay((InetSocketAddress) server.getLocalSocketAddress(), 1)) {
            send(client, relay.address(), 1);
            InetSocketAddress back = (InetSocketAddress) receive(server).getSocketAddress();
            // 1,000 bytes take 80 ms at 100 kbit/s; 300 ms of them wait.
            relay.shape(new ShapingRelay.Shape(0, 0, 100));
            for (int n = 0; n < 20; n++) {
                server.send(new DatagramPacket(new byte[1_000], 1_000, back));
            }
            client.setSoTimeout(2_000);
            int came = 0;
            try {
                while (came < 20) {
                    receive(client);
                    came++;
                }
            } catch (SocketTimeoutException e) {
                assertThat(e).isNotNull();
            }
            assertThat(came).isBetween(3, 19);
        }
    }

    @Test
    void aNetworkThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new ShapingRelay.Shape(1.5, 0, 0)).hasMessageContaining("0 to 1");
    }

    private static void send(DatagramSocket from, InetSocketAddress to, int mark) throws Exception {
        from.send(new DatagramPacket(new byte[] {(byte) mark}, 1, to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        if (at.getSoTimeout() == 0) {
            at.setSoTimeout(5_000);
        }
        at.receive(packet);
        return packet;
    }
}
