package io.casehub.identity.normal;

import java.util.Map;
import java.util.Set;

/**
 * When two mail addresses are one mailbox.
 *
 * @param dropPlusTags whether {@code ada+news@} is {@code ada@}
 * @param dotlessDomains domains that read past dots in the local part
 * @param domainAliases domains that are another name of one
 */
public record EmailRules(boolean dropPlusTags, Set<String> dotlessDomains, Map<String, String> domainAliases) {

    private static final EmailRules USUAL = new EmailRules(true, Set.of("gmail.com"),
            Map.of("googlemail.com", "gmail.com"));

    public EmailRules {
        dotlessDomains = Set.copyOf(dotlessDomains);
        domainAliases = Map.copyOf(domainAliases);
    }

    /** What the big providers do. */
    public static EmailRules usual() {
        return USUAL;
    }
}
