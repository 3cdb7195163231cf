package io.casehub.cases.sharing;

import java.time.Instant;

/**
 * A partner who sees a case.
 *
 * @param partner as his key or token names him
 * @param until from then on he does not
 * @param by who shared it: {@code agent:…}
 */
public record Share(String partner, Instant until, String by, Instant at) {}
