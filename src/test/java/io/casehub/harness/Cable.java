package io.casehub.harness;

import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line that carries bytes both ways and knows nothing of what they mean; it can be cut while
 * something is being said.
 */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final int system;
    private final Set<Socket> plugged = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private volatile long longest = Long.MAX_VALUE;

    /** @param port of the system, on this machine */
    Cable(int port) {
        this.system = port;
        try {
            server = new ServerSocket(Loopback.freePort(), 50, InetAddress.getByName(Loopback.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** A line to the port that a setting says, which then says this line's. */
    static Cable between(Map<String, String> settings, String port) {
        var cable = new Cable(Integer.parseInt(Objects.requireNonNull(settings.get(port), port)));
        settings.put(port, String.valueOf(cable.server.getLocalPort()));
        return cable;
    }

    /** Whoever is talking is cut off, and nobody gets through from now on. */
    void cut() {
        isCut = true;
        plugged.forEach(Cable::unplug);
    }

    /** Each conversation from now on is cut once the hub has said so many bytes of it. */
    void cutBehind(int bytes) {
        longest = bytes;
    }

    void mend() {
        longest = Long.MAX_VALUE;
        isCut = false;
    }

    @Override
    public void close() {
        cut();
        unplug(server);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var hub = server.accept();
                Thread.ofVirtual().start(() -> connect(hub));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket hub) {
        plugged.add(hub);
        try (hub; var other = new Socket(Loopback.HOST, system)) {
            plugged.add(other);
            if (isCut) {
                return;
            }
            var back = Thread.ofVirtual().start(() -> carry(other, hub, Long.MAX_VALUE));
            carry(hub, other, longest);
            back.join();
            plugged.remove(other);
        } catch (IOException e) {
            // either side went away: that is what this is for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            plugged.remove(hub);
        }
    }

    /** One way, until either side is done or enough was said; then both ways are over. */
    private static void carry(Socket from, Socket to, long atMost) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), atMost);
        } catch (IOException e) {
            // as above
        } finally {
            unplug(from);
            unplug(to);
        }
    }

    private static void copy(InputStream in, OutputStream out, long atMost) throws IOException {
        var bytes = new byte[4096];
        long said = 0;
        for (int read = in.read(bytes); read >= 0 && said < atMost; read = in.read(bytes)) {
            out.write(bytes, 0, (int) Math.min(read, atMost - said));
            out.flush();
            said += read;
        }
    }

    private static void unplug(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
