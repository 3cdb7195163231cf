package io.casehub.model;

/** Where a parcel is. */
public enum ShipmentStatus implements CodeWord {
    ANNOUNCED,
    PICKED_UP,
    IN_TRANSIT,
    OUT_FOR_DELIVERY,
    DELIVERED,
    DELAYED,
    EXCEPTION,
    RETURNED,
    UNKNOWN
}
