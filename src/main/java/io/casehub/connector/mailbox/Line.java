package io.casehub.connector.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a mailbox, kept at hand so that another thread can cut it: Angus closes a
 * connection under the lock that a blocked read holds.
 */
final class Line extends SocketFactory implements AutoCloseable {

    private volatile @Nullable Socket socket;
    private volatile boolean cut;

    /** How long a read may take from now on. */
    void patience(Duration timeout) throws SocketException {
        var current = socket;
        if (current != null) {
            current.setSoTimeout((int) timeout.toMillis());
        }
    }

    /**
     * Ends whatever is being read or written, at once and from any thread. A line that was cut stays
     * so.
     */
    @Override
    public void close() {
        cut = true;
        var current = socket;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        var fresh = new Socket();
        socket = fresh;
        if (cut) {
            fresh.close();
        }
        return fresh;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Angus connects the socket itself, to keep its time limit");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        return createSocket(address, port);
    }
}
