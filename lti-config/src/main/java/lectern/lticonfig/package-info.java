/**
 * How an LMS is told about this tool: one description, rendered to what each LMS wants to read (LTI Security Framework
 * 1.1 §5.1.1 names the values). Knows nothing of the application; no thread; only {@link lectern.lticonfig.HttpFetch} does I/O.
 */
@NullMarked
package lectern.lticonfig;

import org.jspecify.annotations.NullMarked;
