package io.casehub.audit;

/**
 * Proof that a trail is not as it was written.
 *
 * @param seq the first entry that does not fit
 * @param evidence what does not fit, as a sentence
 */
public record Tampering(Subject subject, long seq, String evidence) {}
