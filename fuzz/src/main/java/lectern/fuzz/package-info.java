/**
 * Fuzzing of parsers, for tests only. A {@link lectern.fuzz.FuzzTarget} beside its parser is an ordinary test that replays
 * its seeds, its findings and some thousand mutations; {@code ./lectern fuzz} runs the same target under Jazzer, which
 * learns from the branches that an input takes. See {@code docs/fuzzing.md}.
 */
@NullMarked
package lectern.fuzz;

import org.jspecify.annotations.NullMarked;
