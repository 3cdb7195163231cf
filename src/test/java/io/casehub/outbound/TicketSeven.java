package io.casehub.outbound;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub with one case, that of the crm's ticket 7: what is changed of it by agents and by the crm,
 * and the commands that come of it, newest first.
 */
final class TicketSeven implements AutoCloseable {

    static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    static final Duration LEASE = Duration.ofSeconds(60);

    final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub;

    /** By the rules that the hub comes with. */
    TicketSeven(Path temp) {
        hub = carrier.serves(temp);
        says(0, 3, "open");
    }

    /** By rules of its own, as {@code ownership.yaml} has them. */
    TicketSeven(Path temp, String ownership) {
        try {
            Files.writeString(temp.resolve("ownership.yaml"), ownership);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hub = new Arrivals(temp, context -> {
            context.registerBean(Carrier.class, () -> carrier);
            context.registerBean("said", FieldRules.class, () -> new FieldRules(temp),
                    definition -> definition.setPrimary(true));
        }, "ingest", "audit", "identity", "cases", "intake", "outbound");
        says(0, 3, "open");
    }

    @Override
    public void close() {
        hub.close();
    }

    <T> T room(Class<T> door) {
        return hub.rooms.get(door);
    }

    TestDatabase database() {
        return hub.database;
    }

    JdbcClient jdbc() {
        return hub.database.jdbc();
    }

    void arrive(Arrival arrival) {
        hub.arrive(arrival);
    }

    /** The crm says it, in this version. */
    void says(int version, long sequence, String status) {
        arrive(said(version, sequence, status));
    }

    static Arrival said(int version, long sequence, String status) {
        return Arrival.ticket("7", "1").version(version).with("sequence", sequence).with("status", status);
    }

    HubCase found() {
        var cases = room(Cases.class);
        return cases.get(Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId());
    }

    void change(CaseStatus status) {
        change(Map.of(CaseField.STATUS, status.word()));
    }

    void change(Map<CaseField, @Nullable String> changes) {
        room(Cases.class).change(found().id(), changes, null, "agent:ada");
    }

    void comment(String text) {
        room(Cases.class).comment(found().id(), text, true, "agent:ada", Optional.empty());
    }

    /** Every command of the case, newest first. */
    List<Delivery> commands() {
        return room(Deliveries.class).of(found().id());
    }

    Delivery newest() {
        return commands().getFirst();
    }

    List<Leased> take() {
        var lanes = room(Lanes.class);
        return room(Outbox.class).systems().stream().flatMap(system -> lanes.take(system, 16, LEASE).stream()).toList();
    }

    void everythingIsDue() {
        jdbc().sql("update delivery set next_at = now() where state in ('pending', 'unknown')").update();
    }

    /** Everything that can be carried now, until nothing more is due. */
    void carryDue() {
        everythingIsDue();
        for (var due = take(); !due.isEmpty(); due = take()) {
            due.forEach(room(Dispatch.class)::carry);
        }
    }

    void expireLeases() {
        jdbc().sql("update delivery set lease_until = now() - interval '1 second'").update();
    }

    void resolveDoubts() {
        jdbc().sql("""
                insert into source_contact (route, system, reached_at) values ('crm-cases', 'crm', now())
                """).update();
        room(Aftercare.class).resolveDoubts(Meeting.DOUBT);
    }

    /** What happened to the case, oldest first. */
    List<String> history() {
        return room(AuditTrail.class).of(new Subject("case", found().id().toString()), 0, 100).stream()
                .map(recorded -> recorded.entry().action()).toList();
    }
}
