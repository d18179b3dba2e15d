/**
 * The way from the bridge's tap to the recorder's process: a Unix domain socket with length-prefixed frames
 * ({@code docs/recording-format.md}), fed from a bounded ring that drops and counts rather than wait. The sender's side
 * owns one writer thread, the recorder's side one reader thread for each connection.
 */
@NullMarked
package lectern.recorder.link;

import org.jspecify.annotations.NullMarked;
