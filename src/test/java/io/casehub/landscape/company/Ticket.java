package io.casehub.landscape.company;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A support case as the crm has it. */
public record Ticket(int id, Appearance contact, String subject, String description, String status, String priority,
        @Nullable String owner, @Nullable String orderRef, Instant created, Instant changed) {}
