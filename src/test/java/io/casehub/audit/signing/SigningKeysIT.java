package io.casehub.audit.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub signs with the key that is set, else with one of its own; old ones still verify. */
class SigningKeysIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeEach
    void nothingIsKnown() {
        DATABASE.emptied();
    }

    @Test
    void withoutASettingAllNodesSignWithOneKeyThatTheyMake() {
        var one = new Signatures(keys(""));
        var other = new Signatures(keys(""));

        var signed = List.of(one.sign("a".getBytes(UTF_8), "text"), other.sign("b".getBytes(UTF_8), "text"));
        assertThat(keys("").all()).hasSize(1);
        assertThat(signed).allSatisfy(each -> assertThat(Signatures.verified(each, jwks())).hasSize(1));
    }

    @Test
    void aKeyThatIsSetIsUsedAndNotStoredAndWhatWasSignedBeforeStillVerifies() throws GeneralSecurityException {
        var before = new Signatures(keys("")).sign("a".getBytes(UTF_8), "text");
        var pem = pem(2048);
        var after = new Signatures(keys(pem)).sign("a".getBytes(UTF_8), "text");

        assertThat(keys(pem).all()).hasSize(2);
        assertThat(DATABASE.jdbc().sql("select count(private_jwk) from signing_key").query(Long.class).single())
                .isEqualTo(1);
        assertThat(List.of(before, after))
                .allSatisfy(each -> assertThat(Signatures.verified(each, jwks())).asString(UTF_8).isEqualTo("a"));
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() throws GeneralSecurityException {
        for (var wrong : List.of("secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", pem(1024))) {
            assertThatThrownBy(() -> keys(wrong)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("private RSA key of 2048").hasMessageNotContaining("AAAA");
        }
    }

    private static SigningKeys keys(String pem) {
        return new SigningKeys(DATABASE.jdbc(), pem);
    }

    private static String jwks() {
        return keys("").all().stream()
                .map(key -> "{\"kty\": \"RSA\", \"kid\": \"%s\", \"n\": \"%s\", \"e\": \"%s\"}".formatted(key.id(),
                        key.modulus(), key.exponent()))
                .collect(Collectors.joining(",", "{\"keys\": [", "]}"));
    }

    private static String pem(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
