package lectern.fuzz;

import org.jspecify.annotations.Nullable;

/** What Jazzer calls: the target is named by its argument, so that one entry serves all. */
public final class JazzerEntry {
    private static @Nullable FuzzTarget target;

    private JazzerEntry() {}

    /** Jazzer's hook, once before the first execution. */
    public static void fuzzerInitialize(String[] arguments) {
        target = named(arguments[0]);
    }

    /** Jazzer's hook, once for an execution. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzTarget started = target;
        if (started != null) {
            started.run(input);
        }
    }

    /** A target by its class's name; package-private classes and constructors too. */
    static FuzzTarget named(String name) {
        try {
            var constructor = Class.forName(name).asSubclass(FuzzTarget.class).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + " is no fuzz target", e);
        }
    }
}
