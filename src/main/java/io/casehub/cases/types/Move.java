package io.casehub.cases.types;

import io.casehub.model.CaseStatus;
import java.util.Set;

/**
 * A status that a case may go to, and who may take it there.
 *
 * @param by roles as they stand before the colon of an actor; a supervisor may all an agent may
 */
public record Move(CaseStatus to, Set<String> by) {

    public Move {
        by = Set.copyOf(by);
    }

    boolean isOpenTo(String actor) {
        var role = actor.substring(0, Math.max(0, actor.indexOf(':')));
        return by.contains(role) || role.equals("supervisor") && by.contains("agent");
    }
}
