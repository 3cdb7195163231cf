package io.casehub.connector.http;

import io.casehub.connector.plan.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Signs each request with a secret both sides know (RFC 2104).
 *
 * @param text what is signed, of {@code {method}}, {@code {path}}, {@code {date}}, {@code {body}}
 * and {@code {body.sha}} (SHA-256, in hex)
 * @param header where the signature goes, as {@code value} with {@code {signature}} in it
 * @param dateHeader where the date that was signed goes; empty for nowhere
 */
record Signature(Hmac hmac, String text, String header, String value, String dateHeader) implements Authentication {

    static Signature of(Section auth) {
        auth.known("type", "secret", "sign", "header", "value", "algorithm", "encoding", "date-header");
        var hmac = new Hmac(auth.some("algorithm").orElse("HmacSHA256"),
                auth.text("secret").getBytes(StandardCharsets.UTF_8),
                !auth.some("encoding").orElse("hex").equals("base64"));
        if (!hmac.isUsable()) {
            throw auth.wrong("algorithm", "is one such as HmacSHA256; this one is not known here");
        }
        return new Signature(hmac, auth.text("sign"), auth.text("header"), auth.some("value").orElse("{signature}"),
                auth.some("date-header").orElse(""));
    }

    @Override
    public void sign(ClassicHttpRequest request) throws IOException {
        var body = request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        var signed = Places.of(Map.of("method", request.getMethod(), "path", request.getRequestUri(), "date", date,
                "body", new String(body, StandardCharsets.UTF_8), "body.sha", sha256(body)))
                .fill(text, UnaryOperator.identity());
        if (!dateHeader.isEmpty()) {
            request.setHeader(dateHeader, date);
        }
        request.setHeader(header, value.replace("{signature}", hmac.of(signed.getBytes(StandardCharsets.UTF_8))));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
