package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a case has to do with another without being the same.
 *
 * @param hub the case seen from which {@code kind} is true of the other
 */
public record CaseRelation(UUID id, CaseId hub, Kind kind, CaseId other, @Nullable String reason, String actor,
        Instant at) {

    /** What the other is to the case. */
    public enum Kind implements CodeWord {
        PARENT,
        CHILD,
        RELATED,
        DUPLICATE,
        DUPLICATED_BY,
        SPAWNED_FROM,
        SPAWNED;

        /** What the case is to the other. */
        public Kind reverse() {
            return switch (this) {
                case PARENT -> CHILD;
                case CHILD -> PARENT;
                case RELATED -> RELATED;
                case DUPLICATE -> DUPLICATED_BY;
                case DUPLICATED_BY -> DUPLICATE;
                case SPAWNED_FROM -> SPAWNED;
                case SPAWNED -> SPAWNED_FROM;
            };
        }

        /** Whether it is stored so, and not from the other side. */
        boolean isStored() {
            return this != CHILD && this != DUPLICATED_BY && this != SPAWNED;
        }
    }

    /** The same to the case that the other one has become. */
    CaseRelation to(CaseId survivor) {
        return new CaseRelation(id, hub, kind, survivor, reason, actor, at);
    }

    /** The same, seen from the other case. */
    CaseRelation reversed() {
        return new CaseRelation(id, other, kind.reverse(), hub, reason, actor, at);
    }
}
