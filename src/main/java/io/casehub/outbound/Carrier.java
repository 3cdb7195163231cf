package io.casehub.outbound;

import io.casehub.model.Entity;
import java.util.List;
import java.util.Map;

/** The way to the systems: what this room needs and the connectors provide. */
public interface Carrier {

    /** Whether a system's connector takes commands of a kind. */
    boolean carries(String system, CommandKind kind);

    /**
     * Whether a command of this kind may be sent twice: the system takes a key, or tells versions
     * apart.
     */
    boolean isRepeatable(String system, CommandKind kind);

    /**
     * The systems that wish to hear of cases they do not have, by name, and the kinds of record they
     * hear it on, the preferred one first.
     */
    Map<String, List<Entity>> hearing();

    /** Carries a command there and tells what came of it. Never throws: a failure is an outcome. */
    Outcome carry(Command command);
}
