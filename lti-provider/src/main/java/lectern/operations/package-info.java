/**
 * What an operator sees and does while the server runs: metrics, one class as JSON, draining before an update. Behind
 * the operator's token; people of a class have no business here.
 */
@NullMarked
package lectern.operations;

import org.jspecify.annotations.NullMarked;
