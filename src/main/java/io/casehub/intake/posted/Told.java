package io.casehub.intake.posted;

import io.casehub.cases.CaseLink;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * An interaction as the hub has it.
 *
 * @param customer whose it is, {@code null} while nobody knows
 * @param link to the case it is part of, with the evidence; {@code null} where it is in none
 */
public record Told(Interaction said, StoredRecord stored, @Nullable CustomerId customer, @Nullable CaseLink link) {}
