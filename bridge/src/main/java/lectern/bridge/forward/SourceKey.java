package lectern.bridge.forward;

import lectern.bridge.SourceKind;

/** One thing that one endpoint may send. */
public record SourceKey(String endpoint, SourceKind kind) {}
