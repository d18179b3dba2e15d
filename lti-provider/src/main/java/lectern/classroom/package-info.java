/**
 * A class while it is held: commands in, events out; the state is what the events say, and the audience table is a
 * pure function of the state. Everything of one class runs on that class's own serial {@link
 * lectern.classroom.Loop}; only {@link lectern.classroom.Classroom#status()} and posting may be called from elsewhere.
 * Knows no web, no LTI and no engine: {@link lectern.classroom.Media} is all it asks of one.
 */
@NullMarked
package lectern.classroom;

import org.jspecify.annotations.NullMarked;
