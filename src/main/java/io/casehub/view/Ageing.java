package io.casehub.view;

import io.casehub.model.CustomerId;
import io.casehub.view.signals.SignalRules;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes views others when their time comes: a day is over, a week has passed, a suggestion is of no
 * use any more, or the rules of signals have changed. One node at a time does it.
 */
@Component
public class Ageing {

    private static final Logger log = LoggerFactory.getLogger(Ageing.class);
    private static final int AT_ONCE = 200;
    private static final int STEP = 1000;
    private static final long LOCK = 0x0ca5_e0a9_e126L;

    private final Sheets sheets;
    private final Items items;
    private final ViewUpdate update;
    private final SignalRules rules;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Ageing(Sheets sheets, Items items, ViewUpdate update, SignalRules rules, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock) {
        this.sheets = sheets;
        this.items = items;
        this.update = update;
        this.rules = rules;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        try {
            while (walk() || age() == AT_ONCE) {
                Thread.onSpinWait();
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("due views could not be renewed");
        }
    }

    /** Renews some of the views whose time has come, and answers how many there were. */
    public int age() {
        return Optional.ofNullable(transaction.execute(status -> {
            var due = isOurs() ? sheets.due(clock.instant(), AT_ONCE) : List.<CustomerId>of();
            if (!due.isEmpty()) {
                update.age(due);
            }
            return due.size();
        })).orElse(0);
    }

    /**
     * Makes all of whom there is a clue be looked at by new rules, some at a time; answers whether
     * there are more.
     */
    public boolean walk() {
        return Boolean.TRUE.equals(transaction.execute(status -> isOurs() && step()));
    }

    private boolean step() {
        var walk = jdbc.sql("select fingerprint, behind from signal_walk")
                .query((row, number) -> new Walk(row.getString(1), row.getObject(2, UUID.class))).optional()
                .orElse(Walk.NONE);
        var fingerprint = rules.rules().fingerprint();
        boolean isNew = !walk.fingerprint().equals(fingerprint);
        if (!isNew && walk.behind() == null) {
            return false;
        }
        var next = items.withClues(isNew || walk.behind() == null ? null : new CustomerId(walk.behind()), STEP);
        if (!next.isEmpty()) {
            sheets.wake(next, clock.instant());
        }
        boolean isOver = next.size() < STEP;
        jdbc.sql("""
                insert into signal_walk (fingerprint, behind) values (?, ?)
                on conflict (one) do update set fingerprint = excluded.fingerprint, behind = excluded.behind
                """)
                .params(fingerprint, isOver ? null : next.getLast().value()).update();
        return !isOver;
    }

    /** A lease that ends with the transaction, and so with the node. */
    private boolean isOurs() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)").param(LOCK).query(Boolean.class).single();
    }

    /** By which rules, and how far a walk has come; {@code null} where none is under way. */
    private record Walk(String fingerprint, @Nullable UUID behind) {

        static final Walk NONE = new Walk("", null);
    }
}
