/**
 * ICE lite (RFC 8445 §2.5) with consent (RFC 7675): answers the client's connectivity checks, learns its address from
 * the authenticated ones and knows when they stop. One {@link lectern.bridge.ice.IceLite} for each endpoint, used on its
 * media loop only; the clock is a parameter.
 */
@NullMarked
package lectern.bridge.ice;

import org.jspecify.annotations.NullMarked;
