package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.ingest.Receipt;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailBooks;
import io.casehub.intake.receipts.MailFilter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailroomIT {

    private static final Instant AT = Instant.parse("2026-11-21T18:59:46Z");
    private static final String MAIL = """
            Received: from here
            From: Anna Blum <Anna@blum.example>
            Subject: Cups
            Message-ID: <1@blum.example>

            Where are they?
            """;

    private static final MailFilter ALL = new MailFilter(List.of(), null, null, null, null, null, null, null, null,
            100);

    private final TestDatabase database = TestDatabase.fresh();
    private final Rooms rooms = rooms();
    private final Mailroom mailroom = rooms.get(Mailroom.class);

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void keepsAMailByteForByteAndMakesItsSenderACustomer() {
        var receipt = mailroom.accept(page(null, "1", MAIL));

        assertThat(receipt).isEqualTo(new Receipt.Landed(2, 2, 0, 0, 0));
        assertThat(database.jdbc().sql("select bytes from mail_content").query(byte[].class).single()).isEqualTo(
                MAIL.getBytes(UTF_8));
        assertThat(records()).containsExactly("customer anna@blum.example", "interaction 1@blum.example");
    }

    @Test
    void theSameBytesAreHandedOnOnce() {
        mailroom.accept(page(null, "1", MAIL, MAIL));

        var again = mailroom.accept(page("1", "2", MAIL));

        assertThat(again).isEqualTo(new Receipt.Landed(0, 0, 0, 0, 0));
        assertThat(count("mail_receipt")).isEqualTo(1);
    }

    @Test
    void aMailThatCameASecondWayIsKeptAndNotHandedOn() {
        mailroom.accept(page(null, "1", MAIL));

        var again = mailroom.accept(page("1", "2", MAIL.replace("from here", "from there")));

        assertThat(again).isEqualTo(new Receipt.Landed(0, 0, 0, 0, 0));
        assertThat(count("mail_receipt")).isEqualTo(2);
    }

    @Test
    void nobodyOverwritesAMailByRepeatingItsId() {
        mailroom.accept(page(null, "1", MAIL));

        mailroom.accept(page("1", "2", MAIL.replace("Where are they?", "Never mind.")));

        assertThat(records()).hasSize(3).contains("interaction 1@blum.example");
    }

    @Test
    void anOutdatedPageLeavesNothing() {
        mailroom.accept(page(null, "1", MAIL));

        var outdated = mailroom.accept(page(null, "2", MAIL.replace("Cups", "Plates")));

        assertThat(outdated).isInstanceOf(Receipt.Outdated.class);
        assertThat(count("mail_receipt")).isEqualTo(1);
    }

    @Test
    void aMailThatItsServerNeverGaveIsQuarantinedWithItsReason() {
        var unreadable = new ArrivedMail(7, AT, new byte[0], false, "internal error");

        mailroom.accept(new MailPage("email-mails", "email", null, 1, List.of(unreadable), null, "7"));

        assertThat(rooms.get(MailBooks.class).list(ALL)).singleElement().satisfies(receipt -> {
            assertThat(receipt.fate()).isEqualTo(Fate.QUARANTINED);
            assertThat(receipt.reason()).isEqualTo("internal error");
            assertThat(receipt.way().uid()).isEqualTo(7);
        });
    }

    @Test
    void aMailOfOurOwnMakesNoCustomer() {
        var own = mail(1, MAIL.replace("Anna@blum.example", "Support@acme.example"));

        mailroom.accept(new MailPage("email-mails", "email", "support@acme.example", 1, List.of(own), null, "1"));

        assertThat(records()).containsExactly("interaction 1@blum.example");
    }

    private static MailPage page(@Nullable String before, String after, String... mails) {
        return new MailPage("email-mails", "email", "support@acme.example", 1,
                Arrays.stream(mails).map(text -> mail(1, text)).toList(), before, after);
    }

    private static ArrivedMail mail(long uid, String text) {
        return new ArrivedMail(uid, AT, text.getBytes(UTF_8), false, null);
    }

    private List<String> records() {
        return database.jdbc().sql("select entity || ' ' || key from source_record order by 1").query(String.class)
                .list();
    }

    private int count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** Ingest and intake with what they call, and nobody who identifies customers. */
    private Rooms rooms() {
        return Rooms.open(database, Path.of("mappings"), "audit", "ingest", "identity", "cases", "intake");
    }
}
