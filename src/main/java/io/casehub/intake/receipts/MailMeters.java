package io.casehub.intake.receipts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What somebody on call has to look at: mails that wait too long, and such as could not be handled.
 */
@Component
class MailMeters {

    private static final Logger log = LoggerFactory.getLogger(MailMeters.class);
    private static final long EVERY_TEN_SECONDS = 10_000;

    private final JdbcClient jdbc;
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong quarantined = new AtomicLong();

    MailMeters(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("casehub.mail.waiting.seconds", oldest, AtomicLong::get)
                .description("since when the oldest mail waits to be handled").register(meters);
        Gauge.builder("casehub.mail.quarantined", quarantined, AtomicLong::get)
                .description("mails that could not be handled").register(meters);
    }

    @Scheduled(fixedDelay = EVERY_TEN_SECONDS)
    void look() {
        try {
            oldest.set(count("select coalesce(extract(epoch from now() - min(stored_at)), 0)::bigint from mail_receipt "
                    + "where fate = 'waiting'"));
            quarantined.set(count("select count(*) from mail_receipt where fate = 'quarantined'"));
        } catch (DataAccessException e) {
            log.atDebug().addKeyValue("reason", e.getClass().getSimpleName()).log("mails could not be counted");
        }
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
