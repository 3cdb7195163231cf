package io.casehub.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure was measured on: the machine, and the hub's commit. */
public final class Machine {

    private Machine() {}

    public static String description() throws IOException {
        var model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", "")).findFirst().orElse("unknown processor");
        var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D+", "");
        return "%d × %s, %d GB, Java %s".formatted(Runtime.getRuntime().availableProcessors(), model,
                Math.round(Long.parseLong(memory) / 1e6), Runtime.version().feature());
    }

    public static String commit() throws IOException {
        var git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
