package io.casehub.outbound;

import io.casehub.model.CodeWord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a field of a case is, and what happens where the hub and a system have changed it both.
 *
 * @param owner {@code source}: each system's is its own; {@code lead}: that of the system that
 * leads the case; {@code hub}; or a system's name
 * @param told the systems that are to know of it, of those that have the case and take the command;
 * all of them where nothing is said
 */
public record FieldRule(String owner, Clash conflict, Optional<List<String>> told) {

    public static final String SOURCE = "source";
    public static final String LEAD = "lead";
    public static final String HUB = "hub";

    /** Where the file says nothing: what a system says of its own case counts. */
    static final FieldRule USUAL = new FieldRule(SOURCE, Clash.OWNER_WINS, Optional.empty());

    public FieldRule {
        told = told.map(List::copyOf);
    }

    boolean isTold(String system) {
        return told.isEmpty() || told.get().contains(system);
    }

    /**
     * Who wins.
     *
     * @param isLead whether the system is the one that leads the case
     * @param decided when the hub's value was decided, by the hub's clock
     * @param changed when theirs was, by the system's; {@code null} where it does not say
     */
    Winner winner(String system, boolean isLead, Instant decided, @Nullable Instant changed) {
        return switch (conflict) {
            case HUB_WINS -> Winner.OURS;
            case ASK -> Winner.NOBODY;
            case LATEST_WINS -> changed != null && decided.isAfter(changed) ? Winner.OURS : Winner.THEIRS;
            case OWNER_WINS -> switch (owner) {
                case SOURCE -> Winner.THEIRS;
                case HUB -> Winner.OURS;
                case LEAD -> isLead ? Winner.THEIRS : Winner.OURS;
                default -> owner.equals(system) ? Winner.THEIRS : Winner.OURS;
            };
        };
    }

    /** The policies. */
    public enum Clash implements CodeWord {
        OWNER_WINS,
        LATEST_WINS,
        HUB_WINS,
        ASK
    }

    /** Whose value stands. */
    enum Winner {
        OURS,
        THEIRS,
        NOBODY
    }
}
