/**
 * SDP (RFC 8866) as JSEP (RFC 9429) uses it here: the server writes one offer and reads one answer. Payload types and
 * header extensions are the same for every endpoint, because the server offers. Pure functions over text.
 */
@NullMarked
package lectern.bridge.sdp;

import org.jspecify.annotations.NullMarked;
