package lectern.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One parser under bytes that nobody promised. Subclasses are named {@code …FuzzTest}; findings of former runs are files
 * in a resource folder with the class's name beside it.
 */
public abstract class FuzzTarget {
    /** A length that no datagram, frame or message exceeds by much. */
    public static final int MAX_INPUT = 4_096;

    /** Well-formed inputs, made by our own writers: where the mutations start. */
    protected abstract List<byte[]> seeds();

    /**
     * One execution. It must be repeatable: the same bytes do the same.
     *
     * @throws AssertionError when the parser breaks a promise; whatever else is thrown is a finding too
     */
    protected abstract void execute(byte[] input);

    /** Bytes that one execution may allocate. */
    protected long allocation(int inputLength) {
        return 64 * 1024 + 64L * inputLength;
    }

    /** Bytes of the longest input that Jazzer tries: what can be longer than this says nothing new, and is slow. */
    protected int longest() {
        return MAX_INPUT;
    }

    /** Executions of the ordinary test beside seeds and findings. */
    protected int mutations() {
        return 20_000;
    }

    /** Executes, and holds the allocation to its bound. */
    public final void run(byte[] input) {
        long bound = allocation(input.length);
        long taken = Allocated.by(() -> execute(input));
        if (taken > bound) {
            // The first execution loads classes: only what happens again is the parser's.
            taken = Allocated.by(() -> execute(input));
        }
        Promise.that(taken <= bound, "allocated " + taken + " bytes where " + bound + " are enough");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    public final void everySeedKeepsThePromises() {
        List<byte[]> seeds = seeds();
        Promise.that(!seeds.isEmpty(), "no seeds");
        seeds.forEach(this::run);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    public final void whatWasFoundOnceStaysRepaired() {
        findings().forEach(this::run);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    public final void mutatedSeedsKeepThePromises() {
        List<byte[]> corpus = new ArrayList<>(seeds());
        corpus.addAll(findings());
        Mutator mutator = new Mutator(corpus, new Random(7));
        for (int i = 0; i < mutations(); i++) {
            byte[] input = mutator.next();
            try {
                run(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("mutation " + i + ": " + Mutator.hex(input), e);
            }
        }
    }

    /** Inputs that broke a promise once. */
    final List<byte[]> findings() {
        URL folder = getClass().getResource(getClass().getSimpleName());
        if (folder == null) {
            return List.of();
        }
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(path(folder.toURI()))) {
            for (Path file : files.sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    inputs.add(in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource has a well-formed address", e);
        }
        return inputs;
    }

    private static Path path(URI folder) {
        return Path.of(folder);
    }
}
