package io.casehub.landscape;

/** Another process listens on a port that the landscape needs; nothing was started. */
public final class PortTaken extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortTaken(String service, int port) {
        super("Port %d for %s is taken: free it, or choose another with --landscape.%s.port=… (0 picks a free one)."
                .formatted(port, service, service));
    }
}
