package io.casehub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The CPU time of processes and of all that descend from them, as Linux counts it: a hub, and a
 * database with its backends. Children that have ended count with their parents.
 */
final class ProcessTrees {

    /** What {@code getconf CLK_TCK} says on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private final Set<Long> roots;

    ProcessTrees(Long... roots) {
        this.roots = Set.of(roots);
    }

    /** Of all of them so far, in seconds. */
    double seconds() {
        var all = read(Path.of("/proc"));
        long ticks = 0;
        var open = new ArrayList<>(roots);
        var seen = new HashSet<Long>();
        while (!open.isEmpty()) {
            long pid = open.removeLast();
            if (seen.add(pid)) {
                ticks += all.getOrDefault(pid, Entry.NONE).ticks();
                all.forEach((child, entry) -> {
                    if (entry.parent() == pid) {
                        open.add(child);
                    }
                });
            }
        }
        return ticks / TICKS_A_SECOND;
    }

    /** Of the threads of a process whose names, as Linux cuts them, hold this. */
    static double threadSeconds(long pid, String name) {
        return read(Path.of("/proc/" + pid + "/task")).values().stream().filter(thread -> thread.name().contains(name))
                .mapToLong(Entry::ticks).sum() / TICKS_A_SECOND;
    }

    private static Map<Long, Entry> read(Path folder) {
        var all = new HashMap<Long, Entry>();
        try (Stream<Path> processes = Files.list(folder)) {
            processes.filter(process -> process.getFileName().toString().matches("\\d+")).forEach(process -> entry(
                    process).ifPresent(entry -> all.put(Long.parseLong(process.getFileName().toString()), entry)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The fields of proc(5) behind the name, which may hold blanks and brackets of its own. */
    private static Optional<Entry> entry(Path process) {
        try {
            var stat = Files.readString(process.resolve("stat"));
            var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return Optional.of(new Entry(stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
                    Long.parseLong(fields.get(1)),
                    fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum()));
        } catch (IOException e) {
            return Optional.empty(); // it has just ended, and its parent counts it
        }
    }

    /** @param ticks in user and system mode, with those of children that have ended */
    private record Entry(String name, long parent, long ticks) {

        static final Entry NONE = new Entry("", 0, 0);
    }
}
