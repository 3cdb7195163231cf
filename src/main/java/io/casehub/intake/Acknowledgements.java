package io.casehub.intake;

import io.casehub.cases.HubCase;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is told the number of his case: a person who waits, once. No address is told more than ten a
 * day, so that a program that does not say it is one cannot keep the hub talking (RFC 3834, 2).
 */
@Component
class Acknowledgements {

    private static final int MOST_A_DAY = 10;
    private static final Pattern NOBODY = Pattern.compile(
            "(no-?_?reply|do-?_?not-?_?reply|postmaster|bounces?|owner-.*|.*-(request|bounces?))([+=].*)?@.*");

    private final JdbcClient jdbc;
    private final Correspondence correspondence;
    private final ApplicationEventPublisher events;

    Acknowledgements(JdbcClient jdbc, Correspondence correspondence, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.correspondence = correspondence;
        this.events = events;
    }

    void consider(HubCase opened, Mail mail) {
        if (mail.arrival().isBacklog()) {
            return;
        }
        mail.sender()
                .filter(address -> !NOBODY.matcher(address).matches())
                .filter(address -> isFirst(opened, mail, address))
                .ifPresent(address -> events.publishEvent(
                        new AcknowledgementDue(opened, correspondence.answer(opened, mail, address))));
    }

    private boolean isFirst(HubCase opened, Mail mail, String address) {
        var at = mail.said().at().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                insert into acknowledgement (case_id, address, at)
                select :case, :address, :at
                where (select count(*) from acknowledgement
                       where address = :address and at > :since and at <= :at) < :most
                on conflict do nothing
                """)
                .param("case", opened.id().value())
                .param("address", address)
                .param("at", at)
                .param("since", at.minus(Duration.ofDays(1)))
                .param("most", MOST_A_DAY)
                .update() == 1;
    }
}
