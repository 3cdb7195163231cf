package io.casehub.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The names that mails of ours carry, so that what answers them finds its case: Message-IDs
 * {@code ch-000123.<random>.<mac>@domain}, with {@code .n} behind the number where the mail was for
 * our own people, and reply addresses {@code support+ch-000123.<mac>@domain}. Nobody but the hub
 * makes one that counts (HMAC-SHA256).
 */
@Component
class SignedNames {

    private static final String NAME = "(ch-[0-9]{6,12})(\\.n)?\\.[0-9a-f]{32}";
    private static final Pattern OURS = Pattern.compile("(" + NAME + ")\\.([0-9a-f]{32})@.+");
    private static final Pattern WITHIN = Pattern.compile("(" + NAME + ")\\.([0-9a-f]{32})@[a-z0-9.-]{1,200}");
    private static final Pattern TAGGED = Pattern.compile("[^@]+\\+(ch-[0-9]{6,12})\\.([0-9a-f]{20})@.+");
    private static final int MAC_CHARACTERS = 32;
    private static final int ADDRESS_MAC_CHARACTERS = 20;
    private static final int FAR_ENOUGH = 2_000_000;

    private final JdbcClient jdbc;
    private final String configured;
    private volatile byte @Nullable [] key;

    SignedNames(JdbcClient jdbc, @Value("${casehub.intake.key:}") String configured) {
        this.jdbc = jdbc;
        this.configured = configured;
    }

    /** @param mailbox the address the mail is sent in the name of */
    String nextId(String caseNumber, @Nullable String mailbox, boolean isInternal) {
        var name = caseNumber.toLowerCase(Locale.ROOT) + (isInternal ? ".n" : "") + "."
                + UUID.randomUUID().toString().replace("-", "");
        var domain = mailbox == null ? "" : mailbox.substring(mailbox.lastIndexOf('@') + 1);
        return name + "." + mac(name, MAC_CHARACTERS) + "@" + (domain.isBlank() ? "casehub.invalid" : domain);
    }

    /** What an id of a mail says; empty where the hub did not make it. */
    Optional<Signed> ofId(String messageId) {
        var ours = OURS.matcher(messageId.toLowerCase(Locale.ROOT));
        return ours.matches() && isSigned(ours.group(1), ours.group(4))
                ? Optional.of(new Signed(ours.group(2).toUpperCase(Locale.ROOT), ours.group(3) != null))
                : Optional.empty();
    }

    /** The first id of ours that stands anywhere in a mail, as in a report on one. */
    Optional<String> idWithin(byte[] raw) {
        var text = new String(raw, 0, Math.min(raw.length, FAR_ENOUGH), ISO_8859_1).toLowerCase(Locale.ROOT);
        return WITHIN.matcher(text).results().filter(ours -> isSigned(ours.group(1), ours.group(4)))
                .map(MatchResult::group).findFirst();
    }

    /** @param mailbox such as {@code support@acme.example} */
    String address(String caseNumber, String mailbox) {
        var number = caseNumber.toLowerCase(Locale.ROOT);
        int at = mailbox.lastIndexOf('@');
        return mailbox.substring(0, at) + "+" + number + "." + addressMac(number) + mailbox.substring(at);
    }

    /** The number of the case whose address this is; empty where the hub did not make it. */
    Optional<String> ofAddress(String address) {
        var ours = TAGGED.matcher(address.toLowerCase(Locale.ROOT));
        return ours.matches() && isSame(addressMac(ours.group(1)), ours.group(2))
                ? Optional.of(ours.group(1).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    private String addressMac(String number) {
        return mac("answers to " + number, ADDRESS_MAC_CHARACTERS);
    }

    private boolean isSigned(String name, String mac) {
        return isSame(mac(name, MAC_CHARACTERS), mac);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private String mac(String name, int characters) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(name.getBytes(UTF_8)), characters / 2));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private byte[] key() {
        var known = key;
        if (known == null) {
            known = configured.isBlank()
                    ? jdbc.sql("select key from intake_key").query(byte[].class).single()
                    : configured.getBytes(UTF_8);
            key = known;
        }
        return known;
    }

    /**
     * What a name of ours says.
     *
     * @param number of the case
     * @param isInternal it was for our own people
     */
    record Signed(String number, boolean isInternal) {}
}
