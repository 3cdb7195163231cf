package io.casehub.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.StoredRecord;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The profile of a customer out of all records that are this customer: each value from the system
 * that comes first in {@code mappings/ownership.yaml}, among equals from the record changed last.
 * Every record stands beside it with what it says.
 */
final class Golden {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<StoredRecord> records;

    Golden(List<StoredRecord> records, List<String> systemsInOrder) {
        this.records = records.stream()
                .filter(stored -> stored.record() instanceof CustomerRecord)
                .sorted(Comparator.<StoredRecord>comparingInt(stored -> isThin(stored) ? 1 : 0)
                        .thenComparingInt(stored -> rank(stored, systemsInOrder))
                        .thenComparing(stored -> stored.record().revision(), Comparator.reverseOrder())
                        .thenComparing(StoredRecord::source))
                .toList();
    }

    ObjectNode profile(CustomerId customer) {
        var profile = JSON.objectNode().put("id", customer.toString());
        put(profile, "kind", first(record -> record.kind().word()));
        put(profile, "name", first(CustomerRecord::name));
        put(profile, "givenName", first(CustomerRecord::givenName));
        put(profile, "surname", first(CustomerRecord::surname));
        put(profile, "birthDate", first(record -> record.birthDate() == null ? null : record.birthDate().toString()));
        put(profile, "language", first(CustomerRecord::language));
        collect(profile, "contacts");
        collect(profile, "addresses");
        collect(profile, "identifiers");
        var said = profile.putArray("records");
        records.forEach(stored -> said.add(ExactJson.parse(envelope(stored))));
        return profile;
    }

    /**
     * All different values of a list field, in the order of the records, each with where it comes from.
     */
    private void collect(ObjectNode profile, String field) {
        var seen = new HashSet<String>();
        var values = new ArrayList<ObjectNode>();
        for (var stored : records) {
            for (var value : ExactJson.parse(stored.canonical()).path(field)) {
                if (value instanceof ObjectNode object && seen.add(object.toString())) {
                    object.set("source", source(stored));
                    values.add(object);
                }
            }
        }
        if (!values.isEmpty()) {
            profile.putArray(field).addAll(values);
        }
    }

    private <T> @Nullable T first(Function<CustomerRecord, @Nullable T> field) {
        for (var stored : records) {
            var value = field.apply((CustomerRecord) stored.record());
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String envelope(StoredRecord stored) {
        var envelope = JSON.objectNode();
        envelope.set("source", source(stored));
        envelope.put("asOf", stored.record().revision().changedAt().toString())
                .put("fetchedAt", stored.fetchedAt().toString());
        var head = envelope.toString();
        return head.substring(0, head.length() - 1) + "," + stored.canonical().substring(1);
    }

    private static ObjectNode source(StoredRecord stored) {
        return JSON.objectNode().put("system", stored.source().system()).put("key", stored.source().key());
    }

    private static boolean isThin(StoredRecord stored) {
        return stored.record() instanceof CustomerRecord record && record.isThin();
    }

    private static int rank(StoredRecord stored, List<String> systemsInOrder) {
        int place = systemsInOrder.indexOf(stored.source().system());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
