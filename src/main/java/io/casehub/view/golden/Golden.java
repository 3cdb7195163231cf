package io.casehub.view.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The profile of a customer out of all records that are this customer: one value for each field,
 * with the rule that chose it, all contacts, addresses and identifiers, and every record with what
 * it says.
 */
public final class Golden {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Voice> voices;
    private final Ownership.Rules rules;

    /** @param records others than of customers are passed over */
    public Golden(Collection<StoredRecord> records, Ownership.Rules rules) {
        this.rules = rules;
        this.voices = records.stream().flatMap(Golden::voice).sorted(rules.general().ofRecords()).toList();
    }

    /** As it stands in the view: the schema {@code Profile} of the contract. */
    public ObjectNode profile(CustomerId customer) {
        var profile = JSON.objectNode().put("id", customer.toString());
        var contacts = JSON.arrayNode();
        var addresses = JSON.arrayNode();
        var golden = JSON.objectNode();
        for (var field : GoldenField.ALL) {
            var ranked = ranked(field);
            if (ranked.isEmpty()) {
                continue;
            }
            var best = ranked.getFirst().best();
            if (field.isSingle()) {
                profile.set(field.word(), best.said());
            } else {
                list(field == GoldenField.ADDRESS ? addresses : contacts, ranked).put("preferred", true);
            }
            golden.putObject(field.word()).put("rule", rules.of(field).decisive(field, ranked).word())
                    .set("source", best.voice().source());
        }
        put(profile, "contacts", contacts);
        put(profile, "addresses", addresses);
        put(profile, "identifiers", identifiers());
        profile.putArray("records").addAll(voices.stream().map(Voice::said).toList());
        return profile.set("golden", golden);
    }

    private List<Candidate> ranked(GoldenField field) {
        var sayings = Candidate.sayings(voices, field::said);
        sayings.sort(rules.of(field).of(field));
        return Candidate.merged(sayings, field::key);
    }

    /** A customer has as many numbers as authorities gave him: none of them is chosen. */
    private ArrayNode identifiers() {
        var identifiers = JSON.arrayNode();
        var sayings = Candidate.sayings(voices, record -> record.path("identifiers"));
        var merged = Candidate.merged(sayings,
                said -> new Identifier(said.path("scheme").asText(), said.path("value").asText()));
        if (!merged.isEmpty()) {
            list(identifiers, merged);
        }
        return identifiers;
    }

    /** Appends the values with their sources; answers the first of them. */
    private static ObjectNode list(ArrayNode list, List<Candidate> ranked) {
        int first = list.size();
        for (var candidate : ranked) {
            var best = candidate.best();
            var shown = ((ObjectNode) best.said()).deepCopy();
            shown.set("source", best.voice().source());
            list.add(candidate.withOthers(shown));
        }
        return (ObjectNode) list.get(first);
    }

    private static Stream<Voice> voice(StoredRecord stored) {
        return stored.record() instanceof CustomerRecord record ? Stream.of(Voice.of(stored, record)) : Stream.of();
    }

    private static void put(ObjectNode profile, String name, JsonNode list) {
        if (!list.isEmpty()) {
            profile.set(name, list);
        }
    }
}
