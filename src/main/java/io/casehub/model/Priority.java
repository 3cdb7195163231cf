package io.casehub.model;

/** How much a case matters. */
public enum Priority implements CodeWord {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
