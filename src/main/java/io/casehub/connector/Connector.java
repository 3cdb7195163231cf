package io.casehub.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One folder under {@code routes/} as this node runs it.
 *
 * @param problem why it does not run: a setting or a file; {@code null} where it does
 * @param isBroken the problem is a file, not a setting
 * @param routes the ids of its routes
 */
record Connector(String name, ConnectorFile file, @Nullable String problem, boolean isBroken, List<String> routes) {

    boolean isRunning() {
        return problem == null;
    }
}
