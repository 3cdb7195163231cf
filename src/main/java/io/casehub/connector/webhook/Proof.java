package io.casehub.connector.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.connector.http.Hmac;
import io.casehub.connector.http.Places;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How a call proves that it comes from its system. */
sealed interface Proof {

    boolean isIn(Call call);

    /**
     * A signature of the call.
     *
     * @param keys any of which may have signed: the secret, and the one before while it is changed
     * @param text what is signed, of {@code {body}}, {@code {timestamp}} and {@code {id}}
     * @param signature where it stands
     * @param time where {@code {timestamp}} stands
     * @param id where {@code {id}} stands
     */
    record Signed(List<Hmac> keys, String text, Token signature, Optional<Token> time, Optional<Token> id)
            implements
            Proof {

        @Override
        public boolean isIn(Call call) {
            var given = signature.all(call);
            if (given.isEmpty()) {
                return false;
            }
            var signed = signed(call);
            return keys.stream().map(key -> key.of(signed)).anyMatch(
                    right -> given.stream().anyMatch(one -> isSame(right, keys.getFirst().isHex() ? lower(one) : one)));
        }

        /** In a charset in which every byte is a character, so that the body's bytes stay what they are. */
        private byte[] signed(Call call) {
            return Places.of(Map.of("body", new String(call.body(), ISO_8859_1), "timestamp", said(time, call), "id",
                    said(id, call))).fill(new String(text.getBytes(UTF_8), ISO_8859_1), UnaryOperator.identity())
                    .getBytes(ISO_8859_1);
        }

        private static String said(Optional<Token> token, Call call) {
            return token.flatMap(where -> where.first(call)).orElse("");
        }

        private static String lower(String hex) {
            return hex.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A secret that comes along.
     *
     * @param texts any of which is right, whole
     * @param given where it stands in a call
     */
    record Shared(List<String> texts, Function<Call, Optional<String>> given) implements Proof {

        static Shared inHeader(String name, String prefix, List<String> secrets) {
            return new Shared(secrets.stream().map(secret -> prefix + secret).toList(), call -> call.header(name));
        }

        static Shared inQuery(String name, List<String> secrets) {
            return new Shared(secrets, call -> call.parameter(name));
        }

        static Shared basic(String user, List<String> secrets) {
            return inHeader("Authorization", "Basic ", secrets.stream()
                    .map(secret -> Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8))).toList());
        }

        @Override
        public boolean isIn(Call call) {
            var found = given.apply(call);
            return found.isPresent() && texts.stream().anyMatch(right -> isSame(right, found.get()));
        }
    }

    /** None at all. */
    record Nothing() implements Proof {

        @Override
        public boolean isIn(Call call) {
            return true;
        }
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isSame(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
