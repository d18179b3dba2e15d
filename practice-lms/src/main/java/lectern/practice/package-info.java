/**
 * A small LMS that speaks the platform side of LTI 1.3 with real keys and signatures, for trying and testing a tool on
 * one's own computer. It knows nothing of the tool's code, so that the two can disagree.
 */
@NullMarked
package lectern.practice;

import org.jspecify.annotations.NullMarked;
