package io.casehub.intake.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.Customers;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Records;
import io.casehub.ingest.Records.VersionPlace;
import io.casehub.ingest.StoredRecord;
import io.casehub.intake.facts.TakenFact.Fate;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.model.Suggestion;
import io.casehub.model.Suggestion.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for what is told of customers. A fact is kept as it came, of the record by which the hub
 * names the customer then: so it goes wherever that record goes, in a merge and in a split.
 */
@Component
public class Facts {

    private static final String SYSTEM = "api";
    private static final int LONGEST_ID = 100;

    private final Ingest ingest;
    private final Records records;
    private final Customers customers;
    private final JdbcClient jdbc;
    private final Clock clock;

    Facts(Ingest ingest, Records records, Customers customers, JdbcClient jdbc, Clock clock) {
        this.ingest = ingest;
        this.records = records;
        this.customers = customers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes a fact in.
     *
     * @param customer one who is current
     * @param caller who tells it
     */
    @Transactional
    public TakenFact take(CustomerId customer, NewFact fact, String caller) {
        var anchor = customers.anchor(customer)
                .orElseThrow(() -> new IllegalStateException("no record is customer " + customer));
        var source = new SourceRef(SYSTEM, fact.entity(), key(anchor, fact, caller));
        var json = fact.tree().put("caller", caller);
        json.putObject("customer").put("system", anchor.system()).put("key", anchor.key());
        if (fact instanceof NewFact.Suggestion suggestion) {
            hold(source);
            sequenced(json, suggestion.computedAt(), current(source).map(Suggestion::outcome).orElse(null));
        }
        return new TakenFact(source, accept(source, json));
    }

    /**
     * Notes what became of a suggestion. The same again changes nothing; of one that was accepted it
     * can be told later that it was done or declined after all.
     *
     * @param id the key of its record
     * @throws SuggestionNotFound where the customer has no such suggestion
     * @throws SuggestionDecided where something else became of it for good
     */
    @Transactional
    public TakenFact decide(CustomerId customer, String id, Outcome.Status status, @Nullable String reason,
            String caller) {
        var source = Optional.of(id).filter(text -> text.length() <= LONGEST_ID && !text.isBlank())
                .map(text -> new SourceRef(SYSTEM, Entity.SUGGESTION, text))
                .orElseThrow(() -> new SuggestionNotFound("with such an id"));
        hold(source);
        var stored = records.current(List.of(source)).stream()
                .filter(found -> customer.equals(customers.owners(List.of(source)).get(source))).findFirst()
                .orElseThrow(() -> new SuggestionNotFound(id));
        if (!(stored.record() instanceof Suggestion suggestion)) {
            throw new SuggestionNotFound(id);
        }
        var before = suggestion.outcome();
        if (before != null && before.status() == status) {
            return new TakenFact(source, Fate.UNCHANGED);
        }
        if (before != null && before.isFinal()) {
            throw new SuggestionDecided(before);
        }
        var json = told(stored);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sequenced(json, suggestion.computedAt(), new Outcome(status, caller, now, reason));
        return new TakenFact(source, accept(source, json.put("caller", caller)));
    }

    /**
     * All that was ever said of a customer of one kind, by the API or by any system, the last first.
     *
     * @param behind of the last of the stretch before, {@code null} for the first
     */
    @Transactional(readOnly = true)
    public List<StoredRecord> history(CustomerId customer, Entity kind, @Nullable VersionPlace behind, int limit) {
        return records.history(customers.facts(customer, kind), behind, limit);
    }

    /** As it was told, so far as its mapping has kept it. */
    private static ObjectNode told(StoredRecord stored) {
        return (ObjectNode) ExactJson.parse(stored.canonical());
    }

    /**
     * What becomes of a suggestion outlasts what its author tells of it anew; of what he tells, the
     * last computed counts.
     */
    private static void sequenced(ObjectNode json, Instant computedAt, @Nullable Outcome outcome) {
        var changedAt = computedAt;
        if (outcome != null) {
            var said = json.putObject("outcome").put("status", outcome.status().word()).put("by", outcome.by())
                    .put("at", outcome.at().toString());
            if (outcome.reason() != null) {
                said.put("reason", outcome.reason());
            }
            changedAt = outcome.at().isAfter(computedAt) ? outcome.at() : computedAt;
        }
        json.put("changedAt", changedAt.toString()).put("sequence", computedAt.toEpochMilli());
    }

    private Optional<Suggestion> current(SourceRef source) {
        return records.current(List.of(source)).stream().map(StoredRecord::record)
                .filter(Suggestion.class::isInstance).map(Suggestion.class::cast).findFirst();
    }

    private Fate accept(SourceRef source, ObjectNode json) {
        var word = source.entity().word();
        var landed = ingest.take(new Page(SYSTEM, SYSTEM + "-" + word + "s", List.of(SYSTEM + "/" + word),
                List.of(RawRecord.of(json.put("key", source.key()))), null, null));
        if (landed.parked() > 0) {
            return Fate.PARKED;
        }
        return landed.applied() > 0 ? Fate.APPLIED : landed.superseded() > 0 ? Fate.SUPERSEDED : Fate.UNCHANGED;
    }

    /** Who tells the same meanwhile, or decides on it, waits until the transaction ends. */
    private void hold(SourceRef source) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))").param(source.toString())
                .query(Integer.class).single();
    }

    /** The same fact of the same customer has the same key, whoever asks when. */
    private static String key(SourceRef anchor, NewFact fact, String caller) {
        var parts = JsonNodeFactory.instance.arrayNode().add(anchor.toString());
        fact.identity().forEach(parts::add);
        if (fact instanceof NewFact.Suggestion) {
            parts.add(caller);
        }
        return UUID.nameUUIDFromBytes(parts.toString().getBytes(UTF_8)).toString();
    }
}
