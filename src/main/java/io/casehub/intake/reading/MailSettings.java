package io.casehub.intake.reading;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how mails are read.
 *
 * @param trustedServers the names under which our own mail servers write what SPF, DKIM and DMARC
 * gave ({@code Authentication-Results}); none unless set, and then nobody is believed
 * @param smimeKeys a PKCS #12 file: the private keys in it open S/MIME mails, its certificates are
 * those that signatures may be traced to
 * @param smimePassword of that file
 * @param pgpKeys a file of armored OpenPGP keys: public ones check signatures, secret ones open
 * mails
 * @param pgpPassphrase of the secret keys
 */
@ConfigurationProperties("casehub.mail")
public record MailSettings(@DefaultValue List<String> trustedServers, @Nullable Path smimeKeys,
        @DefaultValue("") String smimePassword, @Nullable Path pgpKeys, @DefaultValue("") String pgpPassphrase) {

    public MailSettings {
        trustedServers = List.copyOf(trustedServers);
    }

    /** Nobody is trusted and nothing can be opened. */
    public static MailSettings none() {
        return new MailSettings(List.of(), null, "", null, "");
    }

    /** The same, trusting these servers. */
    public MailSettings trusting(List<String> servers) {
        return new MailSettings(servers, smimeKeys, smimePassword, pgpKeys, pgpPassphrase);
    }
}
