package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;
import java.util.Optional;

/**
 * What a route on the template {@code push-jdbc} is told.
 *
 * @param statement what changes the database, with {@code :?name} of each field the mapping makes
 * @param untouched what it means that it changed no row
 * @param once the constraint that lets a command's id in once
 * @param readBack a query that finds a row where the command took effect
 */
record JdbcTarget(String statement, String mapping, Untouched untouched, Optional<String> once,
        Optional<String> readBack, Absence absence) {

    static JdbcTarget of(Plan plan) {
        Commands.kind(plan);
        plan.filled("statement");
        if (!plan.text("statement").contains(":?")) {
            throw plan.wrong("statement", "has no place for what the command says, such as :?value and :?key");
        }
        return new JdbcTarget(plan.text("statement"), Commands.mapping(plan),
                plan.word("untouched", Untouched.class), plan.some("once"), plan.some("readBack"),
                plan.word("absence", Absence.class));
    }

    /** The record is not as the statement expects it, or is not there. */
    enum Untouched {
        CONFLICT,
        REFUSED
    }
}
