package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Message-IDs of mails the hub sends, {@code ch-000123.<random>.<mac>@domain}. Each names its
 * case, and whoever was not sent it cannot make it up: an answer that carries one belongs there.
 */
@Component
class MessageIds {

    private static final Pattern OURS = Pattern.compile("((ch-[0-9]{6,12})\\.[0-9a-f]{32})\\.([0-9a-f]{32})@.+");
    private static final int MAC_BYTES = 16;

    private final JdbcClient jdbc;
    private final String configured;
    private volatile byte @Nullable [] key;

    MessageIds(JdbcClient jdbc, @Value("${casehub.intake.key:}") String configured) {
        this.jdbc = jdbc;
        this.configured = configured;
    }

    /** @param mailbox the address the mail is sent in the name of */
    String next(String caseNumber, @Nullable String mailbox) {
        var name = caseNumber.toLowerCase(Locale.ROOT) + "." + UUID.randomUUID().toString().replace("-", "");
        var domain = mailbox == null ? "" : mailbox.substring(mailbox.lastIndexOf('@') + 1);
        return name + "." + mac(name) + "@" + (domain.isBlank() ? "casehub.invalid" : domain);
    }

    /** The number of the case an id names; empty where the hub did not make the id. */
    Optional<String> caseNumber(String messageId) {
        var ours = OURS.matcher(messageId.toLowerCase(Locale.ROOT));
        return ours.matches()
                && MessageDigest.isEqual(mac(ours.group(1)).getBytes(UTF_8), ours.group(3).getBytes(UTF_8))
                        ? Optional.of(ours.group(2).toUpperCase(Locale.ROOT))
                        : Optional.empty();
    }

    private String mac(String name) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(name.getBytes(UTF_8)), MAC_BYTES));
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
}
