package io.casehub.landscape.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The only network the landscape is on. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Loopback() {}

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(address(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * A free port below the range from which the operating system serves outgoing connections, so that
     * nobody takes it while its service is stopped for a moment.
     */
    public static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (isFree(port) && GIVEN.add(port))
                return port;
        }
    }

    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(host(), port);
    }

    private static InetAddress host() {
        try {
            return InetAddress.getByName(HOST);
        } catch (IOException e) {
            throw new IllegalStateException("no loopback address", e);
        }
    }
}
