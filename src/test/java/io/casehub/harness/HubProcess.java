package io.casehub.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The hub as a process of its own, so that it can be killed, or measured. */
public final class HubProcess implements AutoCloseable {

    private final Process process;

    private HubProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // whoever stops the harness stops
                                                                                    // its hub
    }

    /** Starts a hub; its console goes to the file. */
    static HubProcess start(Map<String, String> settings, Path log, String... jvm) {
        return start("io.casehub.Casehub", settings, log, jvm);
    }

    /** Starts a hub by another class than its own. */
    public static HubProcess start(String main, Map<String, String> settings, Path log, String... jvm) {
        return start(main, System.getProperty("java.class.path"), settings, log, jvm);
    }

    /** Starts another application, with other classes. */
    public static HubProcess start(String main, String classes, Map<String, String> settings, Path log,
            String... jvm) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", classes, main));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            return new HubProcess(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill -STOP}: it does nothing until it is thawed, and does not know. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
