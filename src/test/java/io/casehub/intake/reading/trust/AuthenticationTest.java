package io.casehub.intake.reading.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.reading.MailSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final String OURS = "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=b.example;\r\n"
            + "\tdkim=fail (bad body) header.d=b.example; dkim=pass header.d=c.example; dmarc=Fail\r\n";

    private final MailReader reader = new MailReader(MailSettings.none().trusting(List.of("mx.acme.example")));

    @Test
    void believesItsOwnServer() {
        assertThat(results(OURS)).hasToString("{\"spf\":\"pass\",\"dkim\":\"pass\",\"dmarc\":\"fail\"}");
    }

    @Test
    void believesNobodyElse() {
        assertThat(results("Authentication-Results: mx.evil.example; spf=pass; dmarc=pass\r\n")).isEmpty();
        assertThat(results("Authentication-Results: mx.acme.example.evil.example; dmarc=pass\r\n")).isEmpty();
        assertThat(new MailReader(MailSettings.none()).read((OURS + "\r\n").getBytes(US_ASCII)).get("authentication"))
                .isEmpty();
    }

    @Test
    void believesNoLineThatTheSenderWroteInItsName() {
        var forged = OURS.replace("; dmarc=Fail", "") + "Received: from evil.example by mx.acme.example\r\n"
                + "Authentication-Results: mx.acme.example; dmarc=pass\r\n";

        assertThat(results(forged)).hasToString("{\"spf\":\"pass\",\"dkim\":\"pass\"}");
        assertThat(reader.read((forged + "\r\n").getBytes(US_ASCII)).get("warnings"))
                .anyMatch(warning -> warning.asText().contains("not believed"));
    }

    @Test
    void takesNothingFromWhatASenderCanPutIntoQuotesAndComments() {
        assertThat(
                results("Authentication-Results: mx.acme.example; spf=fail smtp.mailfrom=\"x; dmarc=pass\"@e.example;"
                        + " dkim=none (; dmarc=pass (; dkim=pass) )\r\n"))
                .hasToString("{\"spf\":\"fail\",\"dkim\":\"none\"}");
    }

    private JsonNode results(String header) {
        return reader.read((header + "Subject: x\r\n\r\ny").getBytes(US_ASCII)).get("authentication");
    }
}
