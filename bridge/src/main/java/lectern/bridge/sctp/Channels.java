package lectern.bridge.sctp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data channels of one association: opening by DCEP, messages by PPID (RFC 8831 §8), closing by stream reset. */
final class Channels implements Inbound.Deliver, StreamResets.Listener {
    private static final int TEXT = 51;
    private static final int BINARY = 53;
    private static final int TEXT_EMPTY = 56;
    private static final int BINARY_EMPTY = 57;

    /** A class needs one; a peer that opens more than these has them reset. */
    private static final int MAX_CHANNELS = 16;

    private final SctpListener listener;
    private final boolean client;
    private final boolean peerResets;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Outbound outbound;
    private @Nullable StreamResets resets;
    private long nowNanos;
    private long refused;

    private static final class Entry {
        final DataChannel channel;
        boolean open;
        boolean closing;
        boolean incomingReset;
        boolean outgoingReset;

        Entry(DataChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Who has the channels.
     *
     * @param client whether we are the DTLS client and open even streams (RFC 8832 §6)
     */
    record Ends(SctpListener listener, boolean client) {}

    Channels(Ends ends, boolean peerResets, Outbound outbound) {
        listener = ends.listener();
        client = ends.client();
        this.peerResets = peerResets;
        this.outbound = outbound;
    }

    void resets(StreamResets streamResets) {
        resets = streamResets;
    }

    void clock(long now) {
        nowNanos = now;
    }

    /** Messages that belong to no open channel or are of no known kind. */
    long refused() {
        return refused;
    }

    List<DataChannel> all() {
        return entries.values().stream().map(entry -> entry.channel).toList();
    }

    /** What still comes belongs to no channel. */
    void forget() {
        entries.clear();
    }

    /** Null when no stream is free, or too much waits to be sent. */
    @Nullable
    DataChannel open(String label, boolean ordered, int maxRetransmits) {
        int end = Math.min(2 * MAX_CHANNELS, outbound.streams());
        for (int stream = client ? 0 : 1; stream < end; stream += 2) {
            if (!entries.containsKey(stream)) {
                DataChannel channel = new DataChannel(stream, label, "", ordered, maxRetransmits, -1);
                if (!outbound.offer(new OutMessage(channel, Dcep.PPID, Dcep.open(channel), nowNanos))) {
                    return null;
                }
                entries.put(stream, new Entry(channel));
                return channel;
            }
        }
        return null;
    }

    boolean send(DataChannel channel, boolean text, byte[] data) {
        Entry entry = entries.get(channel.stream());
        if (entry == null || entry.closing || !entry.channel.equals(channel)) {
            return false;
        }
        if (data.length > SctpAssociation.MAX_MESSAGE) {
            return false;
        }
        OutMessage message = data.length == 0
                ? new OutMessage(channel, text ? TEXT_EMPTY : BINARY_EMPTY, new byte[1], nowNanos)
                : new OutMessage(channel, text ? TEXT : BINARY, data, nowNanos);
        return outbound.offer(message);
    }

    void close(DataChannel channel) {
        Entry entry = entries.get(channel.stream());
        if (entry != null && entry.channel.equals(channel)) {
            close(entry);
        }
    }

    private void close(Entry entry) {
        if (entry.closing) {
            return;
        }
        entry.closing = true;
        StreamResets streams = resets;
        if (streams != null && peerResets) {
            streams.want(entry.channel.stream());
        } else {
            outbound.forget(entry.channel);
            entry.incomingReset = true;
            entry.outgoingReset = true;
            closed(entry);
        }
    }

    @Override
    public void message(int stream, int ppid, byte[] data) {
        if (stream >= outbound.streams()) {
            refused++;
            return;
        }
        Entry entry = entries.get(stream);
        if (ppid == Dcep.PPID) {
            control(stream, entry, data);
            return;
        }
        boolean known = ppid == TEXT || ppid == BINARY || ppid == TEXT_EMPTY || ppid == BINARY_EMPTY;
        if (entry == null || entry.closing || !known) {
            refused++;
            return;
        }
        opened(entry);
        boolean empty = ppid == TEXT_EMPTY || ppid == BINARY_EMPTY;
        listener.message(entry.channel, ppid == TEXT || ppid == TEXT_EMPTY, empty ? new byte[0] : data);
    }

    private void control(int stream, @Nullable Entry entry, byte[] data) {
        if (Dcep.isAck(data)) {
            if (entry != null) {
                opened(entry);
            }
            return;
        }
        DataChannel channel = Dcep.parseOpen(stream, data);
        boolean theirs = (stream & 1) == (client ? 1 : 0);
        if (channel == null
                || entry != null
                || !theirs
                || entries.size() >= MAX_CHANNELS
                || !outbound.offer(new OutMessage(channel, Dcep.PPID, Dcep.ack(), nowNanos))) {
            refuse(stream, entry);
            return;
        }
        Entry opening = new Entry(channel);
        entries.put(stream, opening);
        opened(opening);
    }

    /** No channel begins here: the stream is closed instead (RFC 8832 §6). */
    private void refuse(int stream, @Nullable Entry entry) {
        refused++;
        StreamResets streams = resets;
        if (entry != null) {
            close(entry);
        } else if (streams != null && peerResets) {
            streams.want(stream);
        }
    }

    private void opened(Entry entry) {
        if (!entry.open && !entry.closing) {
            entry.open = true;
            listener.opened(entry.channel);
        }
    }

    @Override
    public void incoming(int stream) {
        Entry entry = entries.get(stream);
        if (entry != null) {
            entry.incomingReset = true;
            close(entry);
            closed(entry);
        }
    }

    @Override
    public void outgoing(int stream) {
        outbound.reset(stream);
        Entry entry = entries.get(stream);
        if (entry != null) {
            entry.outgoingReset = true;
            closed(entry);
        }
    }

    private void closed(Entry entry) {
        if (entry.incomingReset && entry.outgoingReset && entries.remove(entry.channel.stream(), entry)) {
            listener.closed(entry.channel);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
