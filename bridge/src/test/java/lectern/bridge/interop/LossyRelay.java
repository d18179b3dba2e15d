package lectern.bridge.interop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import lectern.bridge.sdp.PayloadType;

/** Stands between browsers and a bridge on loopback and loses some of the sound that goes to the browsers. */
final class LossyRelay implements AutoCloseable {
    private static final int MTU = 2048;

    private final DatagramSocket front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<SocketAddress, DatagramSocket> behind = new ConcurrentHashMap<>();
    private final InetSocketAddress bridge;
    private final double loss;
    private final Random random = new Random(5);

    LossyRelay(int bridgePort, double loss) throws IOException {
        this.bridge = new InetSocketAddress(InetAddress.getLoopbackAddress(), bridgePort);
        this.loss = loss;
        start(this::upward);
    }

    int port() {
        return front.getLocalPort();
    }

    private interface Pump {
        void run() throws IOException;
    }

    /** Until the socket is closed. */
    private static void start(Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            pump.run();
                        }
                    } catch (IOException closed) {
                        return;
                    }
                },
                "lossy-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void upward() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MTU], MTU);
        front.receive(packet);
        SocketAddress client = packet.getSocketAddress();
        DatagramSocket own = behind.get(client);
        if (own == null) {
            DatagramSocket opened = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            behind.put(client, opened);
            start(() -> downward(opened, client));
            own = opened;
        }
        packet.setSocketAddress(bridge);
        own.send(packet);
    }

    private void downward(DatagramSocket own, SocketAddress client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MTU], MTU);
        own.receive(packet);
        byte[] data = packet.getData();
        int type = data[1] & 0x7F;
        boolean sound = (data[0] & 0xC0) == 0x80 && (type == PayloadType.OPUS || type == PayloadType.RED);
        synchronized (random) {
            if (sound && random.nextDouble() < loss) {
                return;
            }
        }
        packet.setSocketAddress(client);
        front.send(packet);
    }

    @Override
    public void close() {
        front.close();
        behind.values().forEach(DatagramSocket::close);
    }
}
