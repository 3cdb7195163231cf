package io.casehub.security;

import io.casehub.model.CodeWord;

/** What somebody is to the hub. Nobody without one of these gets in; more of them will come. */
public enum Role implements CodeWord {
    /** Answers customers: reads the view and works on cases. */
    AGENT,
    /** Leads agents: may all that they may. */
    SUPERVISOR,
    /** Adds and runs connectors: sees their state and what was parked, changes no case. */
    INTEGRATOR;

    /** Whether everything that is open to the other role is open to this one. */
    public boolean covers(Role other) {
        return this == other || this == SUPERVISOR && other == AGENT;
    }
}
