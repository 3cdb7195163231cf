package io.casehub.security;

import io.casehub.model.CodeWord;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What somebody is to the hub. Nobody without one of these gets in. */
public enum Role implements CodeWord {
    /** Answers customers: reads the view and works on cases. */
    AGENT,
    /** Leads agents: may all that they may. */
    SUPERVISOR,
    /** Adds and runs connectors: sees their state and what was parked, changes no case. */
    INTEGRATOR,
    /** Answers for what is kept: erases a person's contents, reads all, changes no case. */
    ADMIN,
    /** A website for customers: obtains tokens for them, and may nothing else. */
    PORTAL,
    /** Another company: sees the cases shared with it, by its name, as long as they are. */
    PARTNER,
    /** A customer, by a token his portal obtained: sees his own cases. */
    CUSTOMER;

    /** Those a key may be given: a customer comes by a token and not otherwise. */
    public static Set<Role> ofKeys() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CUSTOMER)));
    }

    /** Whether everything that is open to the other role is open to this one. */
    public boolean covers(Role other) {
        return this == other || this == SUPERVISOR && other == AGENT;
    }

    /** Whether its holder sees cases whole: those of everybody, with what is written for colleagues. */
    boolean isStaff() {
        return this == AGENT || this == SUPERVISOR || this == INTEGRATOR || this == ADMIN;
    }
}
