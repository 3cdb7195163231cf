package io.casehub.connector;

/** There is no connector of this name. */
public final class ConnectorNotFound extends RuntimeException {

    ConnectorNotFound(String name) {
        super("no connector " + name + ": there is no folder routes/" + name);
    }
}
