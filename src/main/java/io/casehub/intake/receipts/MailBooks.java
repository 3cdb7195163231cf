package io.casehub.intake.receipts;

import io.casehub.model.CodeWord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Receipts for whoever looks for a mail, and their sums. */
@Component
public class MailBooks {

    private final JdbcClient jdbc;

    MailBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; one more than the limit where there are more. */
    public List<MailReceipt> list(MailFilter filter) {
        return jdbc.sql("""
                select * from mail_receipt
                where (:fates::text[] is null or fate = any(:fates))
                  and (:mailbox::text is null or lower(address) = lower(:mailbox))
                  and (:route::text is null or route = :route)
                  and (:sender::text is null or sender = lower(:sender))
                  and (:message::text is null or message_id = :message)
                  and (:case::uuid is null or case_id = :case)
                  and (:since::timestamptz is null or received_at >= :since)
                  and (:until::timestamptz is null or received_at < :until)
                  and (:behind::uuid is null or n < (select n from mail_receipt where id = :behind))
                order by n desc limit :limit
                """)
                .param("fates", filter.fates().isEmpty()
                        ? null
                        : filter.fates().stream().map(Fate::word).toArray(String[]::new))
                .param("mailbox", filter.mailbox())
                .param("route", filter.route())
                .param("sender", filter.sender())
                .param("message", filter.messageId())
                .param("case", filter.caseId() == null ? null : filter.caseId().value())
                .param("since", filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC))
                .param("until", filter.until() == null ? null : filter.until().atOffset(ZoneOffset.UTC))
                .param("behind", filter.behind())
                .param("limit", filter.limit() + 1)
                .query(ReceiptRow::read)
                .list();
    }

    /**
     * How many mails came, by their fates: one statement over rows of which each has one fate, so that
     * the sums cannot disagree.
     *
     * @param route that read them, {@code null} for all
     */
    public Map<Fate, Long> sums(@Nullable String route, @Nullable Instant since) {
        var sums = new EnumMap<Fate, Long>(Fate.class);
        jdbc.sql("""
                select fate, count(*) from mail_receipt
                where (:route::text is null or route = :route) and (:since::timestamptz is null or stored_at >= :since)
                group by fate
                """)
                .param("route", route)
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    sums.put(CodeWord.of(Fate.class, row.getString("fate")), row.getLong("count"));
                });
        return sums;
    }
}
