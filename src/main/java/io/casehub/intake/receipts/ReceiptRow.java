package io.casehub.intake.receipts;

import io.casehub.intake.receipts.MailReceipt.Content;
import io.casehub.intake.receipts.MailReceipt.Summary;
import io.casehub.intake.receipts.MailReceipt.Way;
import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code mail_receipt}. */
final class ReceiptRow {

    private ReceiptRow() {}

    static MailReceipt read(ResultSet row, int number) throws SQLException {
        var sha256 = time(row, "erased_at") == null ? row.getBytes("sha256") : null;
        var caseId = row.getObject("case_id", UUID.class);
        return new MailReceipt(row.getObject("id", UUID.class), row.getLong("n"),
                new Way(row.getString("system"), row.getString("route"), row.getLong("uid_validity"),
                        row.getLong("uid"), row.getString("address"),
                        Objects.requireNonNull(time(row, "received_at")), row.getBoolean("backlog")),
                sha256 == null ? null : new Content(HexFormat.of().formatHex(sha256), row.getLong("size")),
                Objects.requireNonNull(time(row, "stored_at")), row.getString("fault"),
                CodeWord.of(Fate.class, row.getString("fate")), row.getString("reason"), row.getString("key"),
                row.getObject("duplicate_of", UUID.class), caseId == null ? null : new CaseId(caseId), summary(row),
                row.getBoolean("again"), row.getInt("attempts"), time(row, "settled_at"));
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(row.getString("message_id"), row.getString("sender"), row.getString("subject"),
                row.getBoolean("forged"), row.getBoolean("internal"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
