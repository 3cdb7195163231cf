package io.casehub.intake;

import io.casehub.cases.HubCase;
import io.casehub.intake.Correspondence.Wish;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.reading.words.Language;
import io.casehub.intake.receipts.MailSteps;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
    private final Mailboxes mailboxes;
    private final Bounces bounces;
    private final MailSteps steps;
    private final ApplicationEventPublisher events;

    Acknowledgements(JdbcClient jdbc, Correspondence correspondence, Mailboxes mailboxes, Bounces bounces,
            MailSteps steps, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.correspondence = correspondence;
        this.mailboxes = mailboxes;
        this.bounces = bounces;
        this.steps = steps;
        this.events = events;
    }

    void consider(HubCase opened, Mail mail) {
        var mailbox = mailboxes.of(mail.arrival().way().mailbox());
        if (mail.arrival().way().isBacklog() || !mail.isToBeAnswered() || !mailbox.isAcknowledging()) {
            return;
        }
        mail.sender()
                .filter(address -> !NOBODY.matcher(address).matches() && !bounces.isUnreachable(address))
                .filter(address -> isFirst(opened, mail, address))
                .ifPresent(address -> {
                    var envelope = correspondence.answer(opened, mail,
                            new Wish(List.of(address), List.of(), null, false, false));
                    var text = mailbox.acknowledgement(language(mail)).map(words -> words
                            .replace("{case}", opened.number()).replace("{subject}", opened.subject()));
                    steps.add(mail.arrival().id(), "acknowledged", null);
                    events.publishEvent(new AcknowledgementDue(opened, envelope, text.orElse(null)));
                });
    }

    private static @Nullable String language(Mail mail) {
        return Optional.ofNullable(mail.said().text()).flatMap(Language::of).orElse(null);
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
