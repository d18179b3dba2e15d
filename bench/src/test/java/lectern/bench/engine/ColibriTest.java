package lectern.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.RemoteSession;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import org.junit.jupiter.api.Test;

/** The JSON that a Videobridge (2.3, August 2026) was seen to take and to give; none runs in the tests. */
class ColibriTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRINT = "AB:".repeat(31) + "CD";

    @Test
    void anEndpointIsCreatedWithItsMedia() throws Exception {
        JsonNode expected = JSON.readTree("""
                {"meeting-id":"meet-1","create":true,
                 "endpoints":[{"id":"0000000a","create":true,"stats-id":"0000000a","muc-role":"participant",
                  "medias":[
                   {"type":"audio","payload-types":[{"name":"opus","id":"111","clockrate":"48000","channels":"2",
                      "parameters":{"minptime":"10","useinbandfec":"1"},"rtcp-fbs":[{"type":"transport-cc"}]}],
                    "rtp-hdrexts":[{"uri":"urn:ietf:params:rtp-hdrext:ssrc-audio-level","id":4},
                      {"uri":"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01","id":6},
                      {"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":1}],"extmap-allow-mixed":true},
                   {"type":"video","payload-types":[
                      {"name":"VP8","id":"96","clockrate":"90000","parameters":{},
                       "rtcp-fbs":[{"type":"ccm","subtype":"fir"},{"type":"nack"},
                         {"type":"nack","subtype":"pli"},{"type":"transport-cc"}]},
                      {"name":"rtx","id":"97","clockrate":"90000","parameters":{"apt":"96"}}],
                    "rtp-hdrexts":[{"uri":"http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time","id":5},
                      {"uri":"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01","id":6},
                      {"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":1}],"extmap-allow-mixed":true}],
                  "transport":{"ice-controlling":true},
                  "capabilities":["source-names","private-address-connectivity"]}],
                 "name":"meet-1@bench","rtcstats-enabled":false}
                """);
        assertThat(JSON.readTree(new Colibri("meet-1", 10).create(true).toString()))
                .isEqualTo(expected);
        JsonNode second = new Colibri("meet-1", 11).create(false);
        assertThat(second.path("create").asBoolean(true)).isFalse();
        assertThat(second.has("name")).isFalse();
    }

    @Test
    void theAnswerNamesTransportAndSources() throws Exception {
        IceCredentials ice = IceCredentials.random(new SecureRandom());
        LocalSession own = new LocalSession(
                ice,
                new Fingerprint("sha-256", PRINT),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5_000),
                List.of(
                        new LocalSession.Stream("mic", "", false, 1_111, 0),
                        new LocalSession.Stream("cam", "l", true, -2, 3_331)));
        JsonNode expected = JSON.readTree("""
                {"meeting-id":"meet-1","create":false,"endpoints":[{"id":"0000000a",
                  "transport":{"transport":{"xmlns":"urn:xmpp:jingle:transports:ice-udp:1","ufrag":"%s","pwd":"%s",
                     "rtcp-mux":true,"fingerprints":[{"fingerprint":"%s","setup":"active","hash":"sha-256"}]}},
                  "sources":[
                   {"type":"audio","id":"0000000a-a0","sources":[{"ssrc":1111,"name":"0000000a-a0"}]},
                   {"type":"video","id":"0000000a-v0",
                    "sources":[{"ssrc":4294967294,"name":"0000000a-v0"},{"ssrc":3331,"name":"0000000a-v0"}],
                    "ssrc-groups":[{"semantics":"FID","sources":[4294967294,3331]}]}]}]}
                """.formatted(ice.ufrag(), ice.pwd(), PRINT));
        assertThat(JSON.readTree(new Colibri("meet-1", 10).answer(own).toString()))
                .isEqualTo(expected);
        assertThat(new Colibri("meet-1", 10).expire())
                .hasToString("{\"meeting-id\":\"meet-1\",\"create\":false,"
                        + "\"endpoints\":[{\"id\":\"0000000a\",\"expire\":true}]}");
    }

    @Test
    void theBridgesHalfIsRead() throws Exception {
        String created = """
                {"endpoints":[{"id":"aaaaaaaa","transport":{"transport":{"xmlns":"urn:xmpp:jingle:transports:ice-udp:1",
                  "pwd":"5lcipu98i0maoqaidb570aua05","ufrag":"1ehe1k83klh87",
                  "fingerprints":[{"fingerprint":"%s","setup":"actpass","hash":"sha-256"}],
                  "candidates":[{"component":"1","foundation":"1","generation":"0","id":"3ba0","network":"0",
                    "priority":"2130706431","protocol":"udp","type":"host","ip":"127.0.0.1","port":"11000"}],
                  "web-sockets":["ws://127.0.0.1:19090/colibri-ws/jvb1/602dc5518dc3d108/aaaaaaaa?pwd=x"],
                  "rtcp-mux":true}}}],
                 "sources":[{"type":"audio","id":"jvb-a0","sources":[{"ssrc":1410913620,"name":"jvb-a0"}]}]}
                """.formatted(PRINT);
        RemoteSession remote = Colibri.remote(JSON.readTree(created));
        assertThat(remote.address()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 11_000));
        assertThat(remote.security())
                .isEqualTo(new RemoteSession.Security(
                        new IceCredentials("1ehe1k83klh87", "5lcipu98i0maoqaidb570aua05"),
                        new Fingerprint("sha-256", PRINT),
                        true));
        assertThat(remote.receiving()).isEmpty();
        assertThatThrownBy(() -> Colibri.remote(JSON.readTree("{\"endpoints\":[{}]}")))
                .hasMessageContaining("no UDP candidate");
    }
}
