package io.casehub.landscape.crm;

import java.time.Instant;

/** A comment on a case; an internal one the customer does not see. */
record Comment(int id, int caseId, String author, String text, boolean internal, Instant createdAt) {}
