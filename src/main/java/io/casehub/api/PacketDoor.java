package io.casehub.api;

import static io.casehub.api.Shape.object;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.audit.signing.Signatures;
import io.casehub.audit.signing.SigningKeys;
import io.casehub.cases.Cases;
import io.casehub.model.Sha256;
import io.casehub.security.Caller;
import io.casehub.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A case handed over in one signed file, as {@code routes/api/case-packet.camel.yaml} calls it.
 * That one was made, and for whom, is in the history of the case.
 */
@Component
class PacketDoor {

    private static final String TYPE = "casehub-packet+json";

    private final CaseFinder finder;
    private final Cases cases;
    private final Packets packets;
    private final Signatures signatures;
    private final SigningKeys keys;
    private final AuditTrail audit;
    private final Clock clock;

    PacketDoor(CaseFinder finder, Cases cases, Packets packets, Signatures signatures, SigningKeys keys,
            AuditTrail audit, Clock clock) {
        this.finder = finder;
        this.cases = cases;
        this.packets = packets;
        this.signatures = signatures;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** As a JWS in JSON: whoever has the hub's public key sees that it is whole and from here. */
    @Transactional
    public Answer read(HttpServletRequest request) {
        var audience = audience(request);
        var hub = finder.find(request);
        cases.hold(List.of(hub.id()));
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var packet = object().put("format", "casehub-packet/1").put("audience", audience.word())
                .put("madeAt", at.toString());
        packets.fill(packet, hub, audience);
        var contents = packet.toString().getBytes(StandardCharsets.UTF_8);
        var signed = signatures.sign(contents, TYPE);
        audit.append(new AuditEntry(new Subject("case", hub.id().toString()), at, Caller.of(request).actor(),
                "packet.made", null, null, null,
                "for " + audience.word() + ", sha256 " + HexFormat.of().formatHex(Sha256.of(contents))));
        return Answer.json(200, object().put("protected", signed.header()).put("payload", signed.payload())
                .put("signature", signed.signature()))
                .with(HttpHeaders.CONTENT_TYPE, "application/jose+json")
                .with(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    /** Public keys of the hub, for whoever verifies. */
    public Answer keys(HttpServletRequest request) {
        Query.of(request);
        var json = object();
        var list = json.putArray("keys");
        keys.all().forEach(key -> list.addObject().put("kty", "RSA").put("use", "sig").put("alg", "RS256")
                .put("kid", key.id()).put("n", key.modulus()).put("e", key.exponent()).put("pem", key.pem()));
        return Answer.json(200, json);
    }

    /** Guests get what is for them; others say for whom it is, and what is handed out is redacted. */
    private static Audience audience(HttpServletRequest request) {
        if (GuestCases.isGuest(request)) {
            Query.of(request);
            return Caller.of(request).may(Role.PARTNER) ? Audience.PARTNER : Audience.CUSTOMER;
        }
        return Query.of(request, "audience").one("audience", Audience.class).orElse(Audience.PARTNER);
    }
}
