package io.casehub.cases;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub in which Ada Blum is known to all systems, and has trouble with her order B-240123: a
 * ticket in the crm, a dispute of its invoice, and an inquiry after its parcel.
 */
final class AdasTrouble implements AutoCloseable {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    static final SourceRef DISPUTE = new SourceRef("billing", Entity.CASE, "S-1");
    static final SourceRef OTHER = new SourceRef("crm", Entity.CASE, "8");
    static final SourceRef INQUIRY = new SourceRef("shipping", Entity.CASE, "Q-1");

    private final Arrivals hub;

    AdasTrouble(Path temp) {
        hub = new Arrivals(temp);
        hub.arrive(Arrival.customer("crm:1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("erp:E1", "Ada Blum", "ada@blum.example", "+49301234567"),
                Arrival.customer("billing:B1", "Ada Blum", "ada@blum.example", "+49301234567"));
    }

    @Override
    public void close() {
        hub.close();
    }

    <T> T room(Class<T> door) {
        return hub.rooms.get(door);
    }

    JdbcClient jdbc() {
        return hub.database.jdbc();
    }

    void arrive(Arrival... records) {
        hub.arrive(records);
    }

    CustomerId customer(String ref) {
        return hub.customer(ref);
    }

    /** Her order, and its invoice. */
    void papers() {
        hub.arrive(Arrival.order("B-240123", "E1"), Arrival.invoice("R-5001", "B1").with("order", "B-240123"));
    }

    static Arrival ticket(String subject, int days) {
        return Arrival.ticket("7", "1").with("subject", subject).with("openedAt", day(days));
    }

    static Arrival dispute(int days) {
        return Arrival.matter("billing:S-1", "B1").with("invoice", "R-5001").with("openedAt", day(days));
    }

    /** Another ticket, about this. */
    static Arrival other(String about) {
        return Arrival.ticket("8", "1").with("subject", "About " + about).with("openedAt", day(2));
    }

    static Arrival inquiry(int days) {
        return Arrival.matter("shipping:Q-1", null).with("order", "B-240123").with("openedAt", day(days));
    }

    static String day(int n) {
        return MONDAY.plusSeconds(n * 86_400L).toString();
    }

    HubCase caseOf(SourceRef record) {
        var cases = room(Cases.class);
        return cases.get(Objects.requireNonNull(cases.linked(List.of(record)).get(record)).caseId());
    }

    List<String> history(HubCase of) {
        return room(AuditTrail.class).of(new Subject("case", of.id().toString()), 0, 100).stream()
                .map(entry -> entry.entry().actor() + " " + entry.entry().action()).toList();
    }
}
