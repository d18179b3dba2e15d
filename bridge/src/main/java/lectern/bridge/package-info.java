/**
 * The embedded SFU as its users see it: a {@link lectern.bridge.Bridge} carries conferences, a conference carries
 * endpoints, and an {@link lectern.bridge.AudienceTable} says who hears and sees whom. Knows nothing of classes, HTTP,
 * LTI or storage. Every method may be called from any thread; every callback comes on the conference's media loop and
 * must neither block nor throw.
 */
@NullMarked
package lectern.bridge;

import org.jspecify.annotations.NullMarked;
