package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.deadlines.Deadlines;
import io.casehub.cases.deadlines.Deadlines.Alarm;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseTypes;
import io.casehub.cases.types.Worth;
import io.casehub.model.Priority;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at cases when their time comes: tells once that something promised is nearly missed, once
 * that it is, and gives a case the priority of its age. One node at a time does it.
 */
@Component
public class Alarms {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);
    private static final int AT_ONCE = 200;
    private static final long LOCK = 0x0ca5_e0a1_a237L;

    private final CaseStore store;
    private final Ledger ledger;
    private final CaseTypes types;
    private final Worth worth;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Deadlines.State, AtomicLong> counts = new EnumMap<>(Deadlines.State.class);

    Alarms(CaseStore store, Ledger ledger, CaseTypes types, Worth worth, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.ledger = ledger;
        this.types = types;
        this.worth = worth;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        for (var state : List.of(Deadlines.State.ABOUT_TO_BREACH, Deadlines.State.BREACHED)) {
            counts.put(state, meters.gauge("casehub.cases.due", Tags.of("state", state.word()), new AtomicLong()));
        }
    }

    @Scheduled(fixedDelay = 3000)
    void work() {
        try {
            while (ring() == AT_ONCE) {
                Thread.onSpinWait();
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("due cases could not be read");
        }
    }

    @Scheduled(fixedDelay = 30_000)
    void count() {
        try {
            counts.forEach((state, count) -> count.set(store.count(state)));
        } catch (DataAccessException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("due cases could not be counted");
        }
    }

    /** Looks at some of the cases whose time has come, and answers how many there were. */
    public int ring() {
        return Optional.ofNullable(transaction.execute(status -> isOurs() ? rung() : 0)).orElse(0);
    }

    /** A lease that ends with the transaction, and so with the node. */
    private boolean isOurs() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single();
    }

    private int rung() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due = store.lockAlarmed(now, AT_ONCE);
        var raised = new ArrayList<CaseChanged>();
        var noted = new ArrayList<HubCase>();
        var told = new ArrayList<CaseChanged>();
        for (var hub : due) {
            var after = hub.due(aged(hub, now).told(hub.status(), now));
            var priority = priority(hub, now);
            if (priority.compareTo(hub.priority()) > 0) {
                var change = new Change(CaseField.PRIORITY, hub.priority().word(), priority.word());
                after = after.with(CaseField.PRIORITY, priority.word(), now);
                raised.add(new CaseChanged(after, Kind.CHANGED, List.of(change), "rule:age", null, null));
            } else {
                noted.add(after);
            }
            var known = after;
            hub.due().alarms(hub.status(), now).forEach(alarm -> told.add(told(known, alarm)));
        }
        if (!noted.isEmpty()) {
            store.note(noted);
        }
        ledger.enter(told, "service level", now);
        ledger.write(raised, "age", now);
        return due.size();
    }

    private static CaseChanged told(HubCase hub, Alarm alarm) {
        return new CaseChanged(hub, alarm.isBreach() ? Kind.BREACHED : Kind.WARNED,
                List.of(new Change(CaseField.DUE, alarm.goal(), null, alarm.dueAt().toString())), "rule:sla", null,
                null);
    }

    private Deadlines aged(HubCase hub, Instant now) {
        return hub.due().agesAt() == null || hub.due().agesAt().isAfter(now)
                ? hub.due()
                : hub.due().aging(type(hub).flatMap(type -> type.nextLook(age(hub, now))).map(hub.openedAt()::plus)
                        .orElse(null));
    }

    /** By its type's rules at this age; as it is where it has reached none. */
    private Priority priority(HubCase hub, Instant now) {
        return hub.due().agesAt() == null || hub.due().agesAt().isAfter(now)
                ? hub.priority()
                : type(hub).map(type -> type.priority(worth.of(type, hub.customer(), null, hub.subject(),
                        age(hub, now)))).orElse(hub.priority());
    }

    private Optional<CaseType> type(HubCase hub) {
        return types.of(hub.type(), hub.handling().typeVersion());
    }

    private static Duration age(HubCase hub, Instant now) {
        return Duration.between(hub.openedAt(), now);
    }
}
