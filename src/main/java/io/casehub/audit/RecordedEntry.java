package io.casehub.audit;

/**
 * An entry as the trail keeps it.
 *
 * @param seq its number among the entries of its subject: 1, 2, 3 …
 * @param erased the values before and after were taken out of it, by law; that they existed was not
 * @param hash of the chain up to it, as hexadecimal digits: equal hashes, equal histories
 */
public record RecordedEntry(long seq, AuditEntry entry, boolean erased, String hash) {}
