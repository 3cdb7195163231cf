package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.model.Gone;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One mapping file, ready to run: a pure function from a payload to a record. */
public final class Mapping {

    private final String name;
    private final Expression expression;

    Mapping(String name, Expression expression) {
        this.name = name;
        this.expression = expression;
    }

    /**
     * Makes a canonical record of a payload. The file's folder is the system, its name the entity.
     *
     * @param fetchedAt the record's time of change where the mapping gives none
     */
    public Mapped toCanonical(JsonNode payload, Instant fetchedAt) {
        try {
            var output = expression.apply(payload);
            return output.isNull() ? new Mapped.Nothing() : read(output, fetchedAt);
        } catch (JsltException e) {
            return faulty(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return faulty("calls itself without end");
        } catch (RuntimeException e) {
            return faulty("failed: " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    /**
     * Runs the file over any input, for what goes out: the answer is the system's business.
     *
     * @throws JsltException where the mapping has no answer
     */
    public JsonNode apply(JsonNode input) {
        try {
            return expression.apply(input);
        } catch (StackOverflowError e) {
            throw new JsltException("mapping " + name + " calls itself without end", e);
        }
    }

    /**
     * Whether it makes records; another one makes what goes out, or reads an answer.
     */
    public boolean makesRecords() {
        return CodeWord.find(Entity.class, name.substring(name.indexOf('/') + 1)).isPresent();
    }

    private Mapped read(JsonNode output, Instant fetchedAt) {
        var system = name.substring(0, name.indexOf('/'));
        var faults = new ArrayList<Fault>();
        var fields = new Fields(output, "", system, faults);
        var source = fields.object("source", f -> source(f, system));
        var changedAt = fields.instant("changedAt");
        var revision = new Revision(changedAt == null ? fetchedAt : changedAt, fields.number("sequence", 0));
        var gone = fields.flag("deleted");
        if (source == null) {
            fields.fault("source", "must name the record: {\"key\": …}");
            return new Mapped.Faulty(faults);
        }
        var record = gone ? new Gone(source, revision) : canonical(source, revision, fields, faults);
        var canonical = gone ? "{}" : fieldsOf((ObjectNode) output);
        return faults.isEmpty() ? new Mapped.Record(record, canonical) : new Mapped.Faulty(faults);
    }

    private static CanonicalRecord canonical(SourceRef source, Revision revision, Fields fields, List<Fault> faults) {
        try {
            var record = CanonicalReader.read(source, revision, fields);
            fields.refuseUnknown();
            return record;
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("output", String.valueOf(e.getMessage())));
            return new Gone(source, revision);
        }
    }

    private SourceRef source(Fields fields, String system) {
        var named = fields.text("system");
        if (named != null && !named.equals(system)) {
            fields.fault("system", "must be " + system + ", the mapping's folder");
        }
        var key = fields.requiredText("key");
        if (key.equals("null")) { // what string(null) is
            fields.fault("key", "is missing in the payload");
        }
        return new SourceRef(system, entity(name), key);
    }

    static Entity entity(String name) {
        return CodeWord.of(Entity.class, name.substring(name.indexOf('/') + 1));
    }

    private static String fieldsOf(ObjectNode output) {
        ObjectNode fields = output.objectNode();
        fields.setAll(output);
        return fields.without(List.of("source", "changedAt", "sequence", "deleted"))
                .toString();
    }

    private Mapped.Faulty faulty(String what) {
        return new Mapped.Faulty(List.of(new Fault("mapping " + name, what)));
    }
}
