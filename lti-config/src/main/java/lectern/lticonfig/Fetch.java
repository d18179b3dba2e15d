package lectern.lticonfig;

import java.io.IOException;
import java.net.URI;

/** A GET, as an LMS's server would make it. */
@FunctionalInterface
public interface Fetch {
    Reply get(URI uri) throws IOException;
}
