package io.casehub.landscape.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server whose landscape was killed: it still runs, and holds the data folder.
 *
 * @param note its {@code postmaster.pid}, which it takes away at the end of a shutdown
 */
record Orphan(ProcessHandle process, Path note) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(20);

    /** The server that wrote {@code postmaster.pid} into this data directory, if it still runs. */
    static Optional<Orphan> in(Path directory) {
        var note = directory.resolve("postmaster.pid");
        if (!Files.exists(note))
            return Optional.empty();
        try {
            var lines = Files.readAllLines(note);
            if (lines.size() < 2 || !isSame(Path.of(lines.get(1).strip()), directory))
                return Optional.empty();
            // the number may have been given to another process since
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(Orphan::isPostgres)
                    .map(process -> new Orphan(process, note));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks for a fast shutdown (SIGINT: clients are cut off, committed data stays), insists after a
     * while.
     */
    void stop() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            var end = System.nanoTime() + PATIENCE.toNanos();
            // not the process: it may stay in the table for seconds until its adoptive parent looks after it
            while (Files.exists(note) && System.nanoTime() < end)
                Thread.sleep(GLANCE);
            if (Files.exists(note))
                process.destroyForcibly();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code kill -9} of the server and of all that work for it, as when a machine goes off. */
    void kill() {
        var workers = process.children().toList();
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
        var end = System.nanoTime() + PATIENCE.toNanos();
        // as above: whoever is dead may stay in the table
        while (workers.stream().anyMatch(Orphan::isPostgres) && System.nanoTime() < end)
            Thread.onSpinWait();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static boolean isSame(Path noted, Path directory) throws IOException {
        return Files.exists(noted) && Files.isSameFile(noted, directory);
    }
}
