package io.casehub.model;

/** A source's word that a record exists no more. It leaves the view and stays in history. */
public record Gone(SourceRef source, Revision revision) implements CanonicalRecord {}
