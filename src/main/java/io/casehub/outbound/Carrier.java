package io.casehub.outbound;

import io.casehub.model.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * Whether of several that wait, of one kind about one record, the last says all there is to say.
     */
    boolean folds(String system, CommandKind kind);

    /** Within which time somebody expects a command of this kind to be settled. */
    Duration expected(String system, CommandKind kind);

    /**
     * What else a system is to be told of: kinds its connector declares by itself, and the field of a
     * case each is about.
     */
    Map<CommandKind, String> declared(String system);

    /**
     * Whether a system has one word for two values of a field: told the one, it may say the other
     * afterwards.
     */
    boolean isSameThere(String system, CommandKind kind, @Nullable String one, @Nullable String other);

    /**
     * The systems that wish to hear of cases they do not have, by name, and the kinds of record they
     * hear it on, the preferred one first.
     */
    Map<String, List<Entity>> hearing();

    /**
     * What of the canonical words a system's connector says is its to say: {@code customer.contacts},
     * {@code case.status}.
     */
    List<String> owned(String system);

    /** Carries a command there and tells what came of it. Never throws: a failure is an outcome. */
    Outcome carry(Command command);
}
