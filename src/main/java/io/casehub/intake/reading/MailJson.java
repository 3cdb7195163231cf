package io.casehub.intake.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.reading.automatic.Bounce;
import io.casehub.intake.reading.enclosed.Invite;
import io.casehub.intake.reading.mime.Address;
import io.casehub.intake.reading.reply.Forwarded;
import io.casehub.intake.reading.secured.Seal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of the JSON in which a mail is told. What there is not is absent. */
final class MailJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_PEOPLE = 2_000;

    private MailJson() {}

    static ObjectNode of(Address person) {
        var node = JSON.objectNode();
        put(node, "address", person.address());
        put(node, "name", person.name());
        return node;
    }

    static ArrayNode of(List<Address> people) {
        var array = JSON.arrayNode();
        people.stream().limit(MOST_PEOPLE).forEach(person -> array.add(of(person)));
        return array;
    }

    static ArrayNode texts(Collection<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode of(Attachment attachment) {
        var node = JSON.objectNode();
        put(node, "fileName", attachment.fileName());
        node.put("contentType", attachment.contentType());
        node.put("size", attachment.size());
        node.put("sha256", attachment.sha256());
        node.put("inline", attachment.isInline());
        put(node, "contentId", attachment.contentId());
        return node;
    }

    static ObjectNode automatic(Optional<String> reason) {
        var node = JSON.objectNode().put("is", reason.isPresent());
        reason.ifPresent(text -> node.put("reason", text));
        return node;
    }

    static ObjectNode bounce(Optional<Bounce> bounce) {
        var node = JSON.objectNode().put("is", bounce.isPresent());
        bounce.ifPresent(found -> {
            put(node, "recipient", found.recipient());
            put(node, "status", found.status());
            node.put("permanent", found.permanent());
        });
        return node;
    }

    static ObjectNode of(Forwarded forwarded) {
        var node = JSON.objectNode();
        if (forwarded.from() != null) {
            node.set("from", of(forwarded.from()));
        }
        put(node, "subject", forwarded.subject());
        put(node, "date", forwarded.date());
        put(node, "text", forwarded.text());
        return node;
    }

    static ObjectNode of(Invite invite) {
        var node = JSON.objectNode();
        put(node, "method", invite.method());
        put(node, "uid", invite.uid());
        put(node, "summary", invite.summary());
        put(node, "start", invite.start());
        put(node, "end", invite.end());
        put(node, "location", invite.location());
        put(node, "organizer", invite.organizer());
        node.set("attendees", texts(invite.attendees()));
        return node;
    }

    static ObjectNode of(Seal seal) {
        var node = JSON.objectNode().put("by", seal.by()).put("kind", seal.kind().name().toLowerCase(Locale.ROOT))
                .put("verdict", seal.verdict().name().toLowerCase(Locale.ROOT));
        put(node, "signer", seal.signer());
        return node;
    }

    static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            node.put(name, value);
        }
    }
}
