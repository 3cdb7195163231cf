package io.casehub.intake;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.Cases;
import io.casehub.cases.Ledger;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of addresses that mails of ours did not reach. Only a report on a mail that the hub
 * signed marks one: whoever knows an address cannot have it silenced.
 */
@Component
class Bounces {

    private final JdbcClient jdbc;
    private final MailReceipts receipts;
    private final MailSteps steps;
    private final Cases cases;
    private final Ledger ledger;
    private final Clock clock;

    Bounces(JdbcClient jdbc, MailReceipts receipts, MailSteps steps, Cases cases, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.steps = steps;
        this.cases = cases;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a mail that has been handled says of addresses: who is not reached, or who writes, and
     * lives.
     */
    void note(Understood mail) {
        mail.bounced().ifPresentOrElse(bounced -> note(mail, bounced), () -> {
            var sender = mail.summary().sender();
            if (sender != null && !mail.tree().at("/automatic/is").asBoolean() && !mail.summary().isForged()) {
                jdbc.sql("delete from mail_unreachable where address = ?").param(sender).update();
            }
        });
    }

    boolean isUnreachable(String address) {
        return jdbc.sql("select exists (select from mail_unreachable where address = ?)")
                .param(address.toLowerCase(Locale.ROOT)).query(Boolean.class).single();
    }

    private void note(Understood mail, Understood.Bounced bounced) {
        var id = mail.receipt().id();
        if (bounced.isPermanent()) {
            jdbc.sql("""
                    insert into mail_unreachable (address, status, at, receipt) values (lower(?), ?, now(), ?)
                    on conflict (address) do update
                    set status = excluded.status, at = excluded.at, receipt = excluded.receipt
                    """).params(bounced.recipient(), bounced.status(), id).update();
        }
        var words = (bounced.isPermanent() ? "not reached for good" : "not reached yet")
                + (bounced.status() == null ? "" : ", " + bounced.status());
        steps.add(id, "bounce", words);
        receipts.find(id).flatMap(receipt -> Optional.ofNullable(receipt.caseId())).ifPresent(caseId -> {
            cases.hold(List.of(caseId));
            ledger.note(caseId, List.of(new AuditEntry(new Subject("case", caseId.toString()),
                    clock.instant().truncatedTo(ChronoUnit.MICROS), "system:hub", "mail.bounced", null, null,
                    bounced.recipient() + " " + words, "receipt " + id)));
        });
    }
}
