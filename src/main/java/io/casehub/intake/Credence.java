package io.casehub.intake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a sender is believed, by what servers of ours found of SPF, DKIM and DMARC. Where none is
 * trusted or says anything, he is who he says for want of better.
 */
enum Credence {
    /** DMARC passed: it is his domain that sent the mail. */
    PROVEN,
    UNKNOWN,
    /** DMARC failed; or SPF did, and no signature holds. */
    FORGED;

    static Credence of(JsonNode authentication) {
        return switch (authentication.path("dmarc").asText()) {
            case "pass" -> PROVEN;
            case "fail" -> FORGED;
            default -> authentication.path("spf").asText().equals("fail")
                    && !authentication.path("dkim").asText().equals("pass") ? FORGED : UNKNOWN;
        };
    }
}
