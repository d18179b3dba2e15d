/** The process: reads the settings, wires the parts by hand, starts them, and ends them in order. */
@NullMarked
package lectern;

import org.jspecify.annotations.NullMarked;
