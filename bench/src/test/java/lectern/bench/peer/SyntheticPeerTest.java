package lectern.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.conference.EmbeddedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two peers in a conference of the real bridge, over sockets. */
@Timeout(120)
class SyntheticPeerTest {
    private static final AudienceTable EACH_OTHER = new AudienceTable(
            Map.of(
                    "one", new AudienceTable.Row(Set.of("two"), Set.of("two"), Set.of()),
                    "two", new AudienceTable.Row(Set.of("one"), Set.of("one"), Set.of())),
            AudienceTable.Row.NOTHING);

    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final Map<String, String> messages = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private final ConferenceListener conferenceListener = new ConferenceListener() {
        @Override
        public void channelOpened(String endpoint) {
            open.add(endpoint);
        }

        @Override
        public void message(String endpoint, String text) {
            messages.put(endpoint, text);
        }

        @Override
        public void disconnected(String endpoint, String reason) {
            open.remove(endpoint);
        }
    };

    private final PeerListener peerListener = new PeerListener() {
        @Override
        public void media(SyntheticPeer peer, MediaArrival arrival) {
            heard.merge(
                    peer.number() + " from " + arrival.sender() + (arrival.video() ? " video" : " audio"),
                    1,
                    Integer::sum);
        }

        @Override
        public void message(SyntheticPeer peer, String text) {
            messages.put("peer " + peer.number(), text);
        }
    };

    private static void until(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static SyntheticPeer join(
            PeerLoop loop, Conference conference, String id, int number, PeerListener listener) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SyntheticPeer peer = loop.peer(number, any, Publishing.CAMERA_AND_MICROPHONE, listener);
        String offer = conference.join(id, new Conference.Slots(3, 4)).get();
        conference.answer(id, peer.answer(offer).get()).get();
        return peer;
    }

    private int heard(String what) {
        return heard.getOrDefault(what, 0);
    }

    @Test
    void peersHearSeeAndRepairEachOther() throws Exception {
        try (EmbeddedBridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
                PeerLoop loop = new PeerLoop("peers")) {
            Conference conference = bridge.open("test", conferenceListener);
            SyntheticPeer one = join(loop, conference, "one", 1, peerListener);
            SyntheticPeer two = join(loop, conference, "two", 2, peerListener);
            conference.audience(EACH_OTHER).get();
            until(() -> heard("1 from 2 audio") > 20 && heard("2 from 1 audio") > 20);
            until(() -> heard("1 from 2 video") > 50 && heard("2 from 1 video") > 50);
            until(() -> open.containsAll(Set.of("one", "two")));
            assertThat(one.send("hand up").get()).isTrue();
            assertThat(conference.send("two", "hello").get()).isTrue();
            until(() -> "hand up".equals(messages.get("one")) && "hello".equals(messages.get("peer 2")));

            one.loss(0.1);
            until(() -> one.stats().join().retransmitted() > 5 && repaired(one) > 5);
            one.loss(0);
            assertThat(conference.restart("one").thenCompose(one::answer).get()).contains("a=setup:active");

            PeerStats stats = one.stats().get();
            assertThat(stats.connected()).isTrue();
            assertThat(stats.keyframes()).isPositive();
            assertThat(stats.refused()).isZero();
            assertThat(heard.keySet()).doesNotContain("1 from 1 audio", "1 from 1 video", "1 from 0 video");

            conference.audience(AudienceTable.SILENT).get();
            TimeUnit.MILLISECONDS.sleep(200);
            int before = heard("1 from 2 audio");
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(heard("1 from 2 audio")).isEqualTo(before);
            two.close();
            until(() -> !open.contains("two"));
        }
    }

    private static long repaired(SyntheticPeer peer) {
        return peer.stats().join().slots().stream()
                .mapToLong(PeerStats.Slot::repaired)
                .sum();
    }
}
