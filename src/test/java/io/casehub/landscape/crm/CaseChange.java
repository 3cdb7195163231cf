package io.casehub.landscape.crm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to become of a case; what is absent stays. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseChange(@Nullable String status, @Nullable String priority, @Nullable String owner,
        @Nullable String subject) {

    static final CaseChange NONE = new CaseChange(null, null, null, null);

    private static final Set<String> FIELDS = Set.of("status", "priority", "owner", "subject");

    /** The crm does not know such a value. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;
        private final String field;

        Refused(String field, String why) {
            super(why);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    static CaseChange status(String status) {
        return new CaseChange(status, null, null, null);
    }

    static CaseChange of(JsonNode body) throws Refused {
        var given = new HashMap<String, String>();
        for (var field : body.properties()) {
            if (!FIELDS.contains(field.getKey()))
                throw new Refused(field.getKey(), "no such field");
            if (!field.getValue().isTextual() || field.getValue().textValue().isBlank()) {
                throw new Refused(field.getKey(), "must be a text");
            }
            given.put(field.getKey(), field.getValue().textValue());
        }
        return known(given);
    }

    private static CaseChange known(Map<String, String> given) throws Refused {
        var status = given.get("status");
        if (status != null && !SupportCase.STATUSES.contains(status))
            throw new Refused("status", "unknown status");
        var priority = given.get("priority");
        if (priority != null && !SupportCase.PRIORITIES.contains(priority))
            throw new Refused("priority", "unknown priority");
        return new CaseChange(status, priority, given.get("owner"), given.get("subject"));
    }
}
