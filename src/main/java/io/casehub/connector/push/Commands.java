package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;
import io.casehub.outbound.CommandKind;

/** What all push templates are told: which command they carry, and the mapping that says it. */
final class Commands {

    private Commands() {}

    /**
     * @throws io.casehub.mapping.FileBroken where there is no such command, or the route is not named
     * after it
     */
    static CommandKind kind(Plan plan) {
        if (!CommandKind.isWord(plan.text("command"))) {
            throw plan.wrong("command", "is a word of lower case with hyphens, such as one of " + CommandKind.KNOWN
                    + ", and not " + plan.text("command"));
        }
        var kind = new CommandKind(plan.text("command"));
        var id = plan.system() + "-" + kind.word() + "-out";
        if (!plan.route().equals(id)) {
            throw plan.wrong("command", "is looked for in a route of the id " + id + ", and this one is "
                    + plan.route());
        }
        return kind;
    }

    /** @throws io.casehub.mapping.FileBroken where it is empty */
    static String mapping(Plan plan) {
        return plan.some("mapping").orElseThrow(() -> plan.wrong("mapping", "is missing: what to say"));
    }
}
