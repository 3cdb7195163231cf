package io.casehub.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One folder under {@code routes/} as this node runs it.
 *
 * @param blueprint what runs; {@code null} where nothing does
 * @param reason why it does not run, or why it still runs as it did before its files changed;
 * {@code null} where all is well
 * @param routes the ids of its routes
 */
record Connector(String name, ConnectorFile file, State state, @Nullable Blueprint blueprint, @Nullable String reason,
        List<String> routes) {

    /** Whether it runs. */
    enum State {
        RUNNING,
        /** a setting is missing */
        OFF,
        /** a file is wrong */
        BROKEN
    }

    static Connector running(Blueprint blueprint, List<String> routes) {
        return new Connector(blueprint.name(), blueprint.file(), State.RUNNING, blueprint, null, routes);
    }

    static Connector off(String name, ConnectorFile file, String reason) {
        return new Connector(name, file, State.OFF, null, reason, List.of());
    }

    static Connector broken(String name, ConnectorFile file, String reason) {
        return new Connector(name, file, State.BROKEN, null, reason, List.of());
    }

    /** The same, though its files say something else by now that cannot be. */
    Connector refusing(String sentence) {
        return new Connector(name, file, state, blueprint,
                "its changed files are refused, and it runs as before: " + sentence, routes);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }
}
