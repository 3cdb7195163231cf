package io.casehub.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A parcel on its way, as of the last event its carrier told. */
public record Shipment(SourceRef source, Revision revision, @Nullable SourceRef customer, String trackingNumber,
        @Nullable String order, @Nullable String carrier, ShipmentStatus status, @Nullable String sourceStatus,
        @Nullable LocalDate promisedOn, @Nullable Instant eventAt, @Nullable String place) implements Fact {}
