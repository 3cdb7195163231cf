package io.casehub.identity.normal;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A mail address in lower case.
 *
 * @param key equal for two addresses of one mailbox, under the rules given
 * @param role whether it is an office's rather than a person's: info@, sales@, noreply@
 */
public record EmailAddress(String local, String domain, String key, boolean role) {

    private static final Set<String> ROLES = Lexicon.words("roles", UnaryOperator.identity());
    private static final String TAG_SIGNS = "._-";

    /** Null where the text is no address; {@code Ada <ada@…>} and {@code mailto:} are understood. */
    public static @Nullable EmailAddress of(@Nullable String text, EmailRules rules) {
        if (text == null) {
            return null;
        }
        var address = bare(text);
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || hasBlank(address)) {
            return null;
        }
        var local = address.substring(0, at);
        var domain = domain(address.substring(at + 1));
        var known = rules.domainAliases().getOrDefault(domain, domain);
        var plus = rules.dropPlusTags() ? local.indexOf('+') : -1;
        var mailbox = plus > 0 ? local.substring(0, plus) : local;
        var key = rules.dotlessDomains().contains(known) ? mailbox.replace(".", "") : mailbox;
        return new EmailAddress(local, domain, key + "@" + known, isRole(mailbox));
    }

    private static String bare(String text) {
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        var address = (open >= 0 && close > open ? text.substring(open + 1, close) : text).strip()
                .toLowerCase(Locale.ROOT);
        return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
    }

    private static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    private static String domain(String domain) {
        var bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return Script.isAscii(bare) ? bare : IDN.toASCII(bare);
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }

    /** info, info.berlin, sales-de, no-reply, invoice2024. */
    private static boolean isRole(String local) {
        int end = 0;
        while (end < local.length() && TAG_SIGNS.indexOf(local.charAt(end)) < 0
                && !Character.isDigit(local.charAt(end))) {
            end++;
        }
        if (ROLES.contains(local.substring(0, end))) {
            return true;
        }
        return end < local.length() && ROLES.contains(local.replace(".", "").replace("-", "").replace("_", ""));
    }
}
