package lectern.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.RemoteSession;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/**
 * Colibri2 in JSON for one endpoint: created with its media, answered with its transport and sources, expired. Always
 * POST and one endpoint a request, because errors of PATCH come without words and of several endpoints only one may
 * change its transport.
 */
final class Colibri {
    private final String meeting;
    private final String endpoint;

    Colibri(String meeting, int number) {
        this.meeting = meeting;
        endpoint = String.format(Locale.ROOT, "%08x", number);
    }

    /**
     * Adds the endpoint.
     *
     * @param first whether it opens the conference
     */
    ObjectNode create(boolean first) {
        ObjectNode request = request(first);
        if (first) {
            request.put("name", meeting + "@bench").put("rtcstats-enabled", false);
        }
        ObjectNode added =
                one(request).put("create", true).put("stats-id", endpoint).put("muc-role", "participant");
        ArrayNode medias = added.putArray("medias");
        audio(medias.addObject());
        video(medias.addObject());
        added.putObject("transport").put("ice-controlling", true);
        added.putArray("capabilities").add("source-names").add("private-address-connectivity");
        return request;
    }

    private static void audio(ObjectNode media) {
        media.put("type", "audio");
        ObjectNode opus = type(media.putArray("payload-types"), "opus", PayloadType.OPUS, 48_000);
        opus.put("channels", "2");
        opus.putObject("parameters").put("minptime", "10").put("useinbandfec", "1");
        opus.putArray("rtcp-fbs").addObject().put("type", "transport-cc");
        extensions(media, List.of(HeaderExtension.AUDIO_LEVEL, HeaderExtension.TRANSPORT_CC, HeaderExtension.MID));
    }

    private static void video(ObjectNode media) {
        media.put("type", "video");
        ArrayNode types = media.putArray("payload-types");
        ObjectNode vp8 = type(types, "VP8", PayloadType.VP8, 90_000);
        vp8.putObject("parameters");
        ArrayNode feedback = vp8.putArray("rtcp-fbs");
        feedback.addObject().put("type", "ccm").put("subtype", "fir");
        feedback.addObject().put("type", "nack");
        feedback.addObject().put("type", "nack").put("subtype", "pli");
        feedback.addObject().put("type", "transport-cc");
        type(types, "rtx", PayloadType.VP8_RTX, 90_000)
                .putObject("parameters")
                .put("apt", Integer.toString(PayloadType.VP8));
        extensions(media, List.of(HeaderExtension.ABS_SEND_TIME, HeaderExtension.TRANSPORT_CC, HeaderExtension.MID));
    }

    /** Numbers of payload types are strings, those of extensions numbers. */
    private static ObjectNode type(ArrayNode types, String name, int number, int clockRate) {
        return types.addObject()
                .put("name", name)
                .put("id", Integer.toString(number))
                .put("clockrate", Integer.toString(clockRate));
    }

    private static void extensions(ObjectNode media, List<HeaderExtension> extensions) {
        ArrayNode array = media.putArray("rtp-hdrexts");
        extensions.forEach(
                extension -> array.addObject().put("uri", extension.uri()).put("id", extension.id()));
        media.put("extmap-allow-mixed", true);
    }

    /** The client's half; no candidates are needed, the bridge learns the address from the checks. */
    ObjectNode answer(LocalSession own) {
        ObjectNode request = request(false);
        ObjectNode changed = one(request);
        ObjectNode transport = changed.putObject("transport").putObject("transport");
        transport
                .put("xmlns", "urn:xmpp:jingle:transports:ice-udp:1")
                .put("ufrag", own.ice().ufrag())
                .put("pwd", own.ice().pwd())
                .put("rtcp-mux", true);
        transport
                .putArray("fingerprints")
                .addObject()
                .put("fingerprint", own.fingerprint().value())
                .put("setup", "active")
                .put("hash", own.fingerprint().algorithm());
        if (!own.sending().isEmpty()) {
            ArrayNode sources = changed.putArray("sources");
            own.sending().forEach(stream -> source(sources, stream));
        }
        return request;
    }

    private void source(ArrayNode sources, LocalSession.Stream stream) {
        String name = endpoint + (stream.video() ? "-v0" : "-a0");
        ObjectNode source = sources.addObject()
                .put("type", stream.video() ? "video" : "audio")
                .put("id", name);
        ArrayNode ssrcs = source.putArray("sources");
        ssrcs.addObject().put("ssrc", Integer.toUnsignedLong(stream.ssrc())).put("name", name);
        if (stream.rtxSsrc() != 0) {
            long rtx = Integer.toUnsignedLong(stream.rtxSsrc());
            ssrcs.addObject().put("ssrc", rtx).put("name", name);
            ObjectNode group = source.putArray("ssrc-groups").addObject().put("semantics", "FID");
            group.putArray("sources").add(Integer.toUnsignedLong(stream.ssrc())).add(rtx);
        }
    }

    ObjectNode expire() {
        ObjectNode request = request(false);
        one(request).put("expire", true);
        return request;
    }

    private ObjectNode request(boolean create) {
        return JsonNodeFactory.instance.objectNode().put("meeting-id", meeting).put("create", create);
    }

    private ObjectNode one(ObjectNode request) {
        return request.putArray("endpoints").addObject().put("id", endpoint);
    }

    /**
     * The bridge's half, from the answer to {@link #create}. Streams are not announced: the bridge forwards the senders'
     * own SSRCs when SSRC rewriting was not asked for.
     */
    static RemoteSession remote(JsonNode created) throws IOException {
        JsonNode transport = created.at("/endpoints/0/transport/transport");
        JsonNode candidate = udp(transport.path("candidates"));
        JsonNode print = transport.at("/fingerprints/0");
        Fingerprint fingerprint = Fingerprint.parse(
                print.path("hash").asText(), print.path("fingerprint").asText());
        if (candidate == null || fingerprint == null) {
            throw new IOException("The Videobridge's answer has no UDP candidate or no fingerprint");
        }
        IceCredentials ice = new IceCredentials(
                transport.path("ufrag").asText(), transport.path("pwd").asText());
        return new RemoteSession(
                new InetSocketAddress(
                        candidate.path("ip").asText(),
                        Integer.parseInt(candidate.path("port").asText())),
                new RemoteSession.Security(ice, fingerprint, true),
                List.of(),
                true,
                false);
    }

    private static @Nullable JsonNode udp(JsonNode candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.path("protocol").asText().equals("udp")) {
                return candidate;
            }
        }
        return null;
    }
}
