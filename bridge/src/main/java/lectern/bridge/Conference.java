package lectern.bridge;

import java.util.concurrent.CompletableFuture;

/**
 * One class on one media loop. Calls are posted to the loop and take effect in the order they were made; futures
 * complete on the loop. After {@link #close()} futures complete exceptionally with {@link IllegalStateException} and
 * the other calls do nothing.
 */
public interface Conference {
    String id();

    /**
     * Adds an endpoint and answers the server's one offer (RFC 9429). Joining again with an id that is present drops
     * the earlier connection first, without a {@code left} call-back for it.
     *
     * @return the SDP offer; exceptionally {@link ConferenceException} when the conference is full
     */
    CompletableFuture<String> join(String endpoint, Slots slots);

    /**
     * Takes the client's SDP answer.
     *
     * @return exceptionally {@link ConferenceException}, whose message names what does not match the offer; the
     *     endpoint stays and may answer again
     */
    CompletableFuture<Void> answer(String endpoint, String sdp);

    /**
     * Starts an ICE restart (RFC 8445 §9): a new offer with new credentials and the same media lines. Media goes on
     * over the old path until the new one works.
     */
    CompletableFuture<String> restart(String endpoint);

    /** Removes an endpoint; unknown ids are ignored. */
    void leave(String endpoint);

    /**
     * Replaces the audience table whole, between two packets.
     *
     * @return completes when no packet of the former table can leave any more
     */
    CompletableFuture<Void> audience(AudienceTable table);

    /** What this endpoint's screen shows; a hint that chooses slots and layers within what its row allows. */
    void view(String endpoint, View view);

    /**
     * Sends one text message on the endpoint's data channel, reliable and ordered (RFC 8831).
     *
     * @return false when there is no open channel or its send queue (256 KiB) is full: use another way
     */
    CompletableFuture<Boolean> send(String endpoint, String text);

    /** Starts or, with {@link Tap#NONE}, stops the recorder's tap; the row {@code recorder} says what it gets. */
    void tap(Tap tap);

    /** Asks the publisher of a tapped track for a keyframe; coalesced with other requests for it. */
    void requestKeyframe(int tapTrack);

    CompletableFuture<ConferenceStats> stats();

    /** Closes every endpoint's transport and forgets the conference. Idempotent. */
    void close();

    /**
     * Receive slots an endpoint is offered.
     *
     * @param audio 1 to 8
     * @param video 1 to 50
     */
    record Slots(int audio, int video) {
        public Slots {
            if (audio < 1 || audio > 8 || video < 1 || video > 50) {
                throw new IllegalArgumentException("slots must be 1 to 8 audio and 1 to 50 video");
            }
        }
    }
}
