package io.casehub.connector.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Template;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parameters of a webhook say, held against what products document of theirs. */
class HookTest {

    private static final String GITHUB = """
            signature: hmac
            in: X-Hub-Signature-256
            prefix: sha256=
            secret: It's a Secret to Everybody
            id: X-GitHub-Delivery""";
    private static final String STRIPE = """
            signature: hmac
            in: Stripe-Signature
            prefix: v1=
            timestamp: Stripe-Signature
            timestampPrefix: t=
            signed: "{timestamp}.{body}"
            secret: whsec_test
            id: /id""";
    private static final String STANDARD_WEBHOOKS = """
            signature: hmac
            in: webhook-signature
            prefix: v1,
            timestamp: webhook-timestamp
            id: webhook-id
            signed: "{id}.{timestamp}.{body}"
            encoding: base64
            secretEncoding: base64
            secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw""";

    @TempDir
    Path folder;

    /** The example of GitHub's documentation, "Validating webhook deliveries". */
    @Test
    void aBodyIsSignedAsGitHubDoes() throws IOException {
        var proof = hook(GITHUB).proof();
        var right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(proof.isIn(call("Hello, World!", "X-Hub-Signature-256", right))).isTrue();
        assertThat(proof.isIn(call("Hello, World!", "X-Hub-Signature-256", right.toUpperCase().replace("SHA", "sha"))))
                .isTrue();
        assertThat(proof.isIn(call("Hello, World.", "X-Hub-Signature-256", right))).isFalse();
        assertThat(proof.isIn(call("Hello, World!", "X-Hub-Signature-256", right.substring(7)))).isFalse();
        assertThat(proof.isIn(call("Hello, World!", "X-Hub-Signature-256", "sha256="))).isFalse();
        assertThat(proof.isIn(call("Hello, World!"))).isFalse();
    }

    /** The example of the specification's reference libraries. */
    @Test
    void idTimeAndBodyAreSignedAsStandardWebhooksSay() throws IOException {
        var hook = hook(STANDARD_WEBHOOKS);
        var call = call("{\"test\": 2432232314}", "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp",
                "1614265330", "webhook-signature", "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a,BBBB");

        assertThat(hook.proof().isIn(call)).isTrue();
        assertThat(hook.window().holds(call, Instant.ofEpochSecond(1614265330 + 300))).isTrue();
        assertThat(hook.window().holds(call, Instant.ofEpochSecond(1614265330 + 301))).isFalse();
        assertThat(hook.window().holds(call, Instant.ofEpochSecond(1614265330 - 301))).isFalse();
    }

    /**
     * {@code v1} is
     * {@code printf '%s' '1492774577.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test}.
     */
    @Test
    void timeAndBodyAreSignedAsStripeDoes() throws IOException {
        var hook = hook(STRIPE);
        var call = call("{\"id\":\"evt_1\"}", "Stripe-Signature",
                "t=1492774577,v1=7656fc2882a7ca0a651666b36bf2f2f22ee204f54f608f227498a2419f2890b2,v0=00");

        assertThat(hook.proof().isIn(call)).isTrue();
        assertThat(hook.id().orElseThrow().first(call)).contains("evt_1");
        assertThat(hook.window().holds(call, Instant.parse("2017-04-21T11:36:20Z"))).isTrue();
        assertThat(hook.proof().isIn(call("{\"id\":\"evt_1\"}", "Stripe-Signature",
                "t=1492774578,v1=7656fc2882a7ca0a651666b36bf2f2f22ee204f54f608f227498a2419f2890b2"))).isFalse();
    }

    /** Signed are bytes: what is no text at all too. */
    @Test
    void bytesThatAreNoTextAreSignedAsTheyAre() throws IOException {
        var call = new Call(name -> "gDIYhnGhYz7jqUTbDURcVotlNI1zjUX/karpltjU5EU=", name -> null,
                new byte[]{(byte) 0xff, 0, (byte) 0xc3, 0x28});

        assertThat(hook("signature: hmac\nin: X-Signature\nencoding: base64\nsecret: s3cret").proof().isIn(call))
                .isTrue();
    }

    @Test
    void aSecretComesAsHeaderAsParameterOrAsPassword() throws IOException {
        var bearer = hook("signature: header\nin: Authorization\nprefix: Bearer\nsecret: s3cret").proof();
        var parameter = hook("signature: query\nin: key\nsecret: s3cret").proof();
        var basic = hook("signature: basic\nuser: acme\nsecret: s3cret").proof();

        assertThat(bearer.isIn(call("", "Authorization", "Bearer s3cret"))).isTrue();
        assertThat(bearer.isIn(call("", "Authorization", "Bearer s3cre"))).isFalse();
        assertThat(parameter.isIn(new Call(name -> null, Map.of("key", "s3cret")::get, new byte[0]))).isTrue();
        assertThat(parameter.isIn(new Call(Map.of("key", "s3cret")::get, name -> null, new byte[0]))).isFalse();
        assertThat(basic.isIn(call("", "Authorization", "Basic YWNtZTpzM2NyZXQ="))).isTrue();
        assertThat(basic.isIn(call("", "Authorization", "Basic YWNtZTpzM2NyZQ=="))).isFalse();
    }

    @Test
    void theSecretBeforeIsRightWhileItIsBeingChanged() throws IOException {
        var proof = hook("signature: header\nin: X-Token\nsecret: fresh\nsecretBefore: stale").proof();

        assertThat(proof.isIn(call("", "X-Token", "fresh"))).isTrue();
        assertThat(proof.isIn(call("", "X-Token", "stale"))).isTrue();
        assertThat(proof.isIn(call("", "X-Token", ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-05T10:00:00Z          | true
            2026-01-05T11:03:00+01:00     | true
            1767607200000                 | true
            2026-01-05T09:50:00Z          | false
            yesterday                     | false
            99999999999999999999          | false
            """)
    void aCallSaysInManyWaysWhenItWasMade(String said, boolean isNow) throws IOException {
        var window = hook("signature: header\nin: X-Token\nsecret: s\ntimestamp: /sentAt").window();

        assertThat(window.holds(call("{\"sentAt\": \"" + said + "\"}"), Instant.parse("2026-01-05T10:00:00Z")))
                .isEqualTo(isNow);
    }

    @Test
    void aBodyThatSaysNoTimeIsTooOld() throws IOException {
        var window = hook("signature: header\nin: X-Token\nsecret: s\ntimestamp: /sentAt").window();

        assertThat(window.holds(call("[]"), Instant.EPOCH)).isFalse();
        assertThat(window.holds(call("<html>"), Instant.EPOCH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signature: none                                                      | anybody could tell the hub anything
            signature: hmac;in: X-S                                              | secret is missing: signature hmac needs it
            signature: hmac;secret: s                                            | in is missing
            signature: hmac;in: X-S;secret: s;algorithm: HmacROT13               | algorithm is one such as HmacSHA256
            signature: hmac;in: X-S;secret: s;signed: '{timestamp}'              | has no {body} in it
            signature: hmac;in: X-S;secret: s;signed: '{timestamp}{body}'        | say under timestamp which header that is
            signature: hmac;in: X-S;secret: s;timestamp: X-Time                  | is a header that is not signed
            signature: hmac;in: X-S;secret: '!';secretEncoding: base64           | is not how the secret is written
            signature: query;in: key;secret: s;window: 0s                        | window is longer than nothing
            signature: query;in: key;secret: s;records: items                    | records is a JSON pointer
            signature: magic                                                     | signature is one of [hmac, header, query
            """)
    void whatProvesNothingIsRefusedWithItsPlace(String said, String complaint) {
        assertThatThrownBy(() -> hook(said.replace(";", "\n").replace("'", "\"")))
                .isInstanceOf(FileBroken.class).hasMessageContaining("acme-hook.camel.yaml:")
                .hasMessageContaining(complaint);
    }

    private Hook hook(String said) throws IOException {
        var text = new StringBuilder("routeId: acme-hook\nrouteTemplateRef: webhook\nparameters:\n")
                .append("  - {name: system, value: acme}\n  - {name: mapping, value: acme/customer}\n");
        said.lines().forEach(line -> {
            var parts = line.split(": ", 2);
            text.append("  - {name: ").append(parts[0]).append(", value: ")
                    .append(parts[1].startsWith("\"") ? parts[1] : "\"" + parts[1] + "\"").append("}\n");
        });
        var file = Files.writeString(folder.resolve("acme-hook.camel.yaml"), text);
        return Hook.ofRecords(Plan.of(Spot.read(file), Template.all(Path.of("routes/_templates")), Map.of(),
                UnaryOperator.identity()));
    }

    private static Call call(String body, String... headers) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], headers[i + 1]);
        }
        return new Call(values::get, name -> null, body.getBytes(UTF_8));
    }
}
