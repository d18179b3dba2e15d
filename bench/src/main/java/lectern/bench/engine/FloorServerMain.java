package lectern.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The floor: receives a datagram, copies it and sends it to everybody else of the room. No ICE, no encryption, no RTP:
 * what is left is what any forwarder on these sockets pays.
 */
public final class FloorServerMain {
    private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
    private static final int MAX_DATAGRAM = 2_048;

    private final DatagramChannel channel;
    private final Map<String, List<InetSocketAddress>> rooms = new HashMap<>();
    private long unsent;
    private volatile Map<SocketAddress, InetSocketAddress[]> targets = Map.of();

    private FloorServerMain() throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Lines {@code add ROOM PORT…} and {@code clear ROOM}; ends with its input. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        FloorServerMain server = new FloorServerMain();
        Thread loop = new Thread(server::forward, "floor");
        loop.setDaemon(true);
        loop.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ok " + ((InetSocketAddress) server.channel.getLocalAddress()).getPort());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            server.command(line.split(" ", -1));
            out.println("ok");
        }
        server.channel.close();
        if (server.unsent > 0) {
            System.err.println("the floor did not send " + server.unsent + " packets");
        }
    }

    private void command(String[] words) {
        List<InetSocketAddress> people = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            people.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[i])));
        }
        if (words[0].equals("add")) {
            rooms.put(words[1], people);
        } else {
            rooms.remove(words[1]);
        }
        Map<SocketAddress, InetSocketAddress[]> next = new HashMap<>();
        for (List<InetSocketAddress> room : rooms.values()) {
            for (InetSocketAddress person : room) {
                next.put(
                        person,
                        room.stream().filter(other -> !other.equals(person)).toArray(InetSocketAddress[]::new));
            }
        }
        targets = next;
    }

    private void forward() {
        ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        ByteBuffer outgoing = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        byte[] packet = new byte[MAX_DATAGRAM];
        while (channel.isOpen()) {
            try {
                SocketAddress from = channel.receive(incoming.clear());
                InetSocketAddress @Nullable [] to = from == null ? null : targets.get(from);
                int length = incoming.flip().remaining();
                incoming.get(packet, 0, length);
                for (int i = 0; to != null && i < to.length; i++) {
                    outgoing.clear();
                    outgoing.put(packet, 0, length).flip();
                    channel.send(outgoing, to[i]);
                }
            } catch (IOException e) {
                // Somebody's socket is gone, or ours is closing, which the loop's condition sees.
                unsent++;
            }
        }
    }
}
