package io.casehub.connector.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.connector.http.Hmac;
import io.casehub.connector.plan.Plan;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a route's parameters how its calls prove whose they are. */
final class Proofs {

    /** What Standard Webhooks write before a secret. */
    private static final String SECRET_MARK = "whsec_";

    private Proofs() {}

    static Proof of(Plan plan) {
        return switch (plan.word("signature", Kind.class)) {
            case HMAC -> signed(plan);
            case HEADER -> Proof.Shared.inHeader(needed(plan, "in"), prefix(plan), secrets(plan));
            case QUERY -> Proof.Shared.inQuery(needed(plan, "in"), secrets(plan));
            case BASIC -> Proof.Shared.basic(needed(plan, "user"), secrets(plan));
            case NONE -> nothing(plan);
        };
    }

    static Optional<Token> time(Plan plan) {
        return plan.some("timestamp").map(place -> new Token(place, plan.text("timestampPrefix")));
    }

    static Optional<Token> id(Plan plan) {
        return plan.some("id").map(place -> new Token(place, ""));
    }

    private static Proof signed(Plan plan) {
        var encoding = plan.word("encoding", Encoding.class);
        var keys = secrets(plan).stream()
                .map(secret -> new Hmac(plan.text("algorithm"), bytes(plan, secret), encoding == Encoding.HEX))
                .toList();
        if (!keys.stream().allMatch(Hmac::isUsable)) {
            throw plan.wrong("algorithm", "is one such as HmacSHA256; this one is not known here");
        }
        var text = plan.text("signed");
        if (!text.contains("{body}")) {
            throw plan.wrong("signed", "has no {body} in it: whoever saw one signature could send anything");
        }
        requireSignedTime(plan, text);
        for (var part : List.of("timestamp", "id")) {
            if (text.contains("{" + part + "}") && plan.some(part).isEmpty()) {
                throw plan.wrong("signed", "has {" + part + "} in it: say under " + part + " which header that is");
            }
        }
        return new Proof.Signed(keys, text, new Token(needed(plan, "in"), prefix(plan)), time(plan), id(plan));
    }

    /** A time that is not signed could be any. */
    private static void requireSignedTime(Plan plan, String text) {
        if (!text.contains("{timestamp}") && time(plan).filter(token -> !token.isInBody()).isPresent()) {
            throw plan.wrong("timestamp", "is a header that is not signed: put {timestamp} into signed where the"
                    + " sender does, or leave it out");
        }
    }

    private static Proof nothing(Plan plan) {
        if (!plan.text("insecure").equals("true")) {
            throw plan.wrong("signature", "is none: anybody could tell the hub anything. Have the sender prove itself,"
                    + " if only by a query parameter; or say insecure: true");
        }
        return new Proof.Nothing();
    }

    private static List<String> secrets(Plan plan) {
        return Stream.concat(Stream.of(needed(plan, "secret")), plan.some("secretBefore").stream()).toList();
    }

    private static byte[] bytes(Plan plan, String secret) {
        try {
            return switch (plan.word("secretEncoding", SecretEncoding.class)) {
                case TEXT -> secret.getBytes(UTF_8);
                case HEX -> HexFormat.of().parseHex(secret);
                case BASE64 -> Base64.getDecoder()
                        .decode(secret.startsWith(SECRET_MARK) ? secret.substring(SECRET_MARK.length()) : secret);
            };
        } catch (IllegalArgumentException e) {
            throw plan.wrong("secretEncoding", "is not how the secret is written");
        }
    }

    /** With a blank at its end where words such as Bearer need one. */
    private static String prefix(Plan plan) {
        var prefix = plan.text("prefix");
        return !prefix.isEmpty() && Character.isLetter(prefix.charAt(prefix.length() - 1)) ? prefix + " " : prefix;
    }

    private static String needed(Plan plan, String name) {
        return plan.some(name).orElseThrow(() -> plan.wrong(name, "is missing: signature "
                + plan.text("signature") + " needs it"));
    }

    private enum Kind {
        HMAC,
        HEADER,
        QUERY,
        BASIC,
        NONE
    }

    private enum Encoding {
        HEX,
        BASE64
    }

    private enum SecretEncoding {
        TEXT,
        HEX,
        BASE64
    }
}
