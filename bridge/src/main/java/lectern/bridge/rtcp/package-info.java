/**
 * RTCP (RFC 3550 §6, RFC 4585, RFC 5104, RFC 5506 and the REMB draft): reading compounds, writing them, and the
 * statistics of reception reports. Pure; time comes as a parameter.
 */
@NullMarked
package lectern.bridge.rtcp;

import org.jspecify.annotations.NullMarked;
