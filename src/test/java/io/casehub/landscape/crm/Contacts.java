package io.casehub.landscape.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes to contacts, with optimistic locking by version. */
final class Contacts {

    private static final Set<String> FIELDS = Set.of("first_name", "last_name", "company", "email", "email_2", "phone",
            "mobile", "street", "zip", "city", "country");

    private final Tables tables;
    private final Journal journal;

    Contacts(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    /** The crm takes no such value. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * How a request ended.
     *
     * @param now the contact, {@code null} where there is none
     */
    record Ended(String word, @Nullable Contact now) {

        boolean isStale() {
            return word.equals("stale");
        }
    }

    /**
     * @param expected the version the caller has read, or nothing to change whatever is there
     * @param change what becomes of the fields that are named
     */
    Ended change(int id, @Nullable Integer expected, JsonNode change, String by) throws Refused {
        check(change);
        return tables.store.write(sql -> {
            var before = tables.contacts.get(sql, id).orElse(null);
            if (before == null)
                return new Ended("unknown", null);
            if (expected != null && expected != before.version())
                return new Ended("stale", before);
            var json = (ObjectNode) Json.SNAKE.tree(before);
            json.setAll((ObjectNode) change);
            if (json.equals(Json.SNAKE.tree(before)))
                return new Ended("unchanged", before);
            var at = tables.ticks.next();
            var after = Json.SNAKE.read(
                    json.put("updated_at", Json.time(at)).put("version", before.version() + 1).toString(),
                    Contact.class);
            tables.contacts.put(sql, id, at, after);
            journal.changed(by, "contact", String.valueOf(id), before, after);
            return new Ended("done", after);
        });
    }

    private static void check(JsonNode change) throws Refused {
        for (var field : change.properties()) {
            if (!FIELDS.contains(field.getKey()))
                throw new Refused("no such field: " + field.getKey());
            if (!field.getValue().isTextual())
                throw new Refused(field.getKey() + " must be a text");
        }
        if (change.has("email") && change.path("email").textValue().endsWith("@refused.example"))
            throw new Refused("mail to refused.example comes back");
    }
}
