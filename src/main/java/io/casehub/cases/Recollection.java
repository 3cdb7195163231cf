package io.casehub.cases;

import io.casehub.audit.AuditTrail;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes cases what their histories say, and has the rooms below hear of all of them again. For a
 * database that nobody else works in.
 */
@Component
public class Recollection {

    private static final int PAGE = 500;
    private static final Set<CaseField> FIELDS = EnumSet.of(CaseField.STATUS, CaseField.PRIORITY, CaseField.ASSIGNEE,
            CaseField.SUBJECT, CaseField.QUEUE, CaseField.TEAM, CaseField.CLOSE_REASON, CaseField.CUSTOMER);

    private final CaseStore store;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Recollection(CaseStore store, AuditTrail audit, JdbcClient jdbc, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.audit = audit;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Gives each field of each case the value of its last entry. What no entry names, or names no more
     * since it was erased, is as it was.
     */
    public void recollect() {
        pages(hubs -> {
            var changed = hubs.stream().map(this::recollected).filter(hub -> !hubs.contains(hub)).toList();
            if (!changed.isEmpty()) {
                store.note(changed);
            }
        });
    }

    /** Has the rooms below hear of all cases, as if each had just been written. */
    public void tell() {
        pages(hubs -> events.publishEvent(new CasesChanged(hubs.stream()
                .map(hub -> new CaseChanged(hub, Kind.CHANGED, List.of(), "system:hub", null, null)).toList())));
    }

    private HubCase recollected(HubCase hub) {
        var last = new EnumMap<CaseField, RecordedEntry>(CaseField.class);
        audit.read(new Subject("case", hub.id().toString()), recorded -> FIELDS.stream()
                .filter(field -> recorded.entry().action().equals(field.word() + ".changed"))
                .filter(field -> recorded.entry().before() != null || recorded.entry().after() != null)
                .forEach(field -> last.put(field, recorded)));
        var now = hub;
        for (var entry : last.entrySet()) {
            now = with(now, entry);
        }
        return now;
    }

    private static HubCase with(HubCase hub, Map.Entry<CaseField, RecordedEntry> last) {
        var field = last.getKey();
        var said = last.getValue().entry().after();
        if (Objects.equals(said, hub.value(field))) {
            return hub;
        }
        return field == CaseField.CUSTOMER && said != null
                ? hub.of(new CustomerId(UUID.fromString(said)))
                : hub.with(field, said, hub.changedAt());
    }

    /** All cases but those that lead on to others. */
    private void pages(Consumer<List<HubCase>> each) {
        var ids = jdbc.sql("select id from hub_case where merged_into is null order by opened_at, id")
                .query(UUID.class).list();
        for (int i = 0; i < ids.size(); i += PAGE) {
            var page = ids.subList(i, Math.min(ids.size(), i + PAGE)).stream().map(CaseId::new).toList();
            transaction.executeWithoutResult(status -> each.accept(new ArrayList<>(store.lock(page).values())));
        }
    }
}
