package io.casehub.intake.receipts;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what was done with each mail. */
@Component
public class MailSteps {

    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;

    MailSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(UUID receipt, String step, @Nullable String detail) {
        jdbc.sql("insert into mail_step (receipt, at, step, detail) values (?, clock_timestamp(), ?, left(?, ?))")
                .params(receipt, step, detail, LONGEST).update();
    }

    /** Of mails that were erased: what was done stays. */
    public void erase() {
        jdbc.sql("""
                update mail_step s set detail = null from mail_receipt r
                where r.id = s.receipt and r.erased_at is not null and s.detail is not null
                """).update();
    }

    /** In their order. */
    public List<MailStep> of(UUID receipt) {
        return jdbc.sql("select * from mail_step where receipt = ? order by n").param(receipt)
                .query((row, number) -> new MailStep(row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("step"), row.getString("detail")))
                .list();
    }
}
