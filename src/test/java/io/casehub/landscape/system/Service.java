package io.casehub.landscape.system;

/**
 * Something that listens on a port and can be stopped and started alone. It keeps its state and its
 * port; while it is stopped, connections to it are refused. Both calls may be repeated.
 */
public interface Service extends AutoCloseable {

    String name();

    void start();

    void stop();

    boolean running();

    /** Stops for good and lets go of all files. */
    @Override
    void close();
}
