/**
 * Synthetic WebRTC clients: real ICE, DTLS, SRTP and SCTP over real sockets, made-up media whose every packet says who
 * sent it and when. Many peers share one {@link lectern.bench.peer.PeerLoop}, which calls their listeners.
 */
@NullMarked
package lectern.bench.peer;

import org.jspecify.annotations.NullMarked;
