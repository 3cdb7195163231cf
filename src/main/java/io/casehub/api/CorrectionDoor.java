package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.model.Address;
import io.casehub.model.CustomerId;
import io.casehub.model.Email;
import io.casehub.outbound.Corrections;
import io.casehub.outbound.corrections.ContactField;
import io.casehub.security.Caller;
import io.casehub.view.Views;
import io.casehub.view.golden.Ownership;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Corrections of a customer by agents. Spring MVC as the read of the same path is: a route beside
 * it would never be asked.
 */
@RestController
class CorrectionDoor {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SPELLING = 100;
    private static final int LONGEST_ADDRESS = 254;

    private final CustomerDoor customers;
    private final Corrections corrections;
    private final Ownership ownership;
    private final Views views;
    private final Phones phones;

    CorrectionDoor(CustomerDoor customers, Corrections corrections, Ownership ownership, Views views, Phones phones) {
        this.customers = customers;
        this.corrections = corrections;
        this.ownership = ownership;
        this.views = views;
        this.phones = phones;
    }

    /** Tells the systems that own the fields: 202, or 200 where all of them say so already. */
    @Transactional
    @PatchMapping(path = "/api/v1/customers/{id}", consumes = {MediaType.APPLICATION_JSON_VALUE,
            "application/merge-patch+json"}, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<byte[]> correct(HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, ContactField.ALL.stream().map(ContactField::word).toArray(String[]::new));
        var set = read(body);
        var id = Ids.customer(Query.id(request));
        customers.mustBeCurrent(id);
        var key = CaseDoor.key(request, "correct " + id, body);
        corrections.hold(id);
        if (key.isEmpty() || !corrections.isRepeated(key.get())) {
            mustBeAsRead(request, id);
        }
        var told = corrections.correct(id, set, field -> ownership.believed(field.word()), Caller.of(request).actor(),
                key);
        var json = JsonNodeFactory.instance.objectNode().put("customer", id.toString());
        json.putArray("deliveries").addAll(told.stream().map(DeliveryShape::of).toList());
        return Answer.json(told.isEmpty() ? 200 : 202, json).with(HttpHeaders.ETAG, tag(id)).entity();
    }

    private Map<ContactField, JsonNode> read(Body body) {
        var set = new EnumMap<ContactField, JsonNode>(ContactField.class);
        for (var field : ContactField.ALL) {
            if (body.clears(field.word())) {
                throw new BadRequest(field.word() + " cannot be taken away here, only corrected");
            }
            if (body.has(field.word())) {
                set.put(field, value(field, body));
            }
        }
        if (set.isEmpty()) {
            throw new BadRequest("name at least one of the fields " + ContactField.ALL.stream().map(ContactField::word)
                    .toList());
        }
        return set;
    }

    private JsonNode value(ContactField field, Body body) {
        return switch (field) {
            case NAME, GIVEN_NAME, SURNAME -> TextNode.valueOf(body.required(field.word(), LONGEST_NAME));
            case EMAIL -> TextNode.valueOf(
                    BadRequest.unless(() -> new Email(body.required(field.word(), LONGEST_ADDRESS))).value());
            case PHONE -> TextNode.valueOf(phones.read(body.required(field.word(), LONGEST_SPELLING))
                    .orElseThrow(() -> new BadRequest("phone is a telephone number, such as +49 30 1234567")).value());
            case ADDRESS -> address(body);
        };
    }

    private static JsonNode address(Body body) {
        var parts = body.object("address", "street", "postcode", "city", "country")
                .orElseThrow(() -> new BadRequest("address is an object of street, postcode, city and country"));
        return BadRequest.unless(() -> ContactField.json(new Address(part(parts, "street"), part(parts, "postcode"),
                part(parts, "city"), part(parts, "country"))));
    }

    private static @Nullable String part(Body parts, String name) {
        return parts.text(name, LONGEST_NAME).orElse(null);
    }

    /** The version of the view that the caller read, whatever its sources were like then. */
    private void mustBeAsRead(HttpServletRequest request, CustomerId id) {
        var match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match == null || match.isBlank()) {
            throw new VersionMissing();
        }
        var now = number(tag(id));
        if (!match.strip().equals("*")
                && Arrays.stream(match.split(",")).map(CorrectionDoor::number).noneMatch(now::equals)) {
            throw new StaleCustomer(id);
        }
    }

    private String tag(CustomerId id) {
        return CustomerDoor.tag(views.read(id));
    }

    private static String number(String tag) {
        return tag.strip().replaceFirst("^W/", "").replaceAll("\"", "").replaceFirst("-.*$", "");
    }
}
