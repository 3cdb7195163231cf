package io.casehub.landscape.life;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.system.Touched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets something happen every so often. Which happening is the n-th depends on the seed and n
 * alone, and n is kept, so a landscape that is started again goes on where it was.
 */
public final class Life implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Life.class.getName());

    private final Happenings happenings;
    private final long seed;
    private final Duration pace;
    private final Path counter;
    private long beats;
    private final Semaphore end = new Semaphore(0);
    private @Nullable Thread thread;

    /**
     * @param counter the file in which the number of happenings is kept
     */
    public Life(World world, long seed, Duration pace, Path counter) {
        this.happenings = new Happenings(world);
        this.seed = seed;
        this.pace = pace;
        this.counter = counter;
        this.beats = read(counter);
    }

    public synchronized void resume() {
        if (thread == null)
            thread = Thread.ofPlatform().name("life").daemon().start(this::live);
    }

    public void pause() {
        var living = stopping();
        if (living == null)
            return;
        // never by an interrupt: it would close the files of a store in the middle of a write
        end.release();
        try {
            living.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized boolean living() {
        return thread != null;
    }

    /**
     * The next happening, now; nothing if it needs a system that is stopped, or if there was nothing to
     * do.
     */
    public synchronized Optional<Touched> beat() {
        write(++beats);
        return happenings.one(Chance.of(seed, "life", beats));
    }

    public synchronized long beats() {
        return beats;
    }

    @Override
    public void close() {
        pause();
    }

    private void live() {
        try {
            while (!end.tryAcquire(pace.toMillis(), TimeUnit.MILLISECONDS))
                beatSafely();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // a system may be stopped while something happens in it: life goes on
    private void beatSafely() {
        try {
            beat();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a happening failed", e);
        }
    }

    private synchronized @Nullable Thread stopping() {
        var living = thread;
        thread = null;
        return living;
    }

    private void write(long count) {
        try {
            var fresh = Files.writeString(counter.resolveSibling(counter.getFileName() + ".new"),
                    String.valueOf(count));
            Files.move(fresh, counter, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long read(Path counter) {
        try {
            return Files.exists(counter) ? Long.parseLong(Files.readString(counter)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
