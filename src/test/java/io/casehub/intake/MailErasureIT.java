package io.casehub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.audit.Inspection;
import io.casehub.audit.Tampering;
import io.casehub.cases.Erasure;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person wrote by mail is erased; that mails came, and what became of them, stays. */
class MailErasureIT {

    private static final String ANNA = "anna@blum.example";

    private final Post post = new Post();
    private final ArrivedMail cups = post.mail(ANNA, "Cups", "<1@blum.example>");
    private final MailReceipt annas = post.arrive(Post.SUPPORT, cups).getFirst();
    private final MailReceipt ottos = post.arrive("otto@other.example", "Plates", "<1@other.example>");

    @AfterEach
    void closesTheRooms() {
        post.close();
    }

    @Test
    void itsBytesAndItsSenderAreGoneAndTheBooksBalance() {
        var sums = post.sums();

        erase();

        assertThat(post.sums()).isEqualTo(sums);
        assertThat(now(annas).summary()).satisfies(summary -> {
            assertThat(summary.sender()).isNull();
            assertThat(summary.subject()).isNull();
        });
        assertThat(now(annas).fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(post.steps(annas)).isNotEmpty();
        assertThat(post.rooms.get(MailSteps.class).of(annas.id())).allMatch(step -> step.detail() == null);
        assertThatThrownBy(() -> post.rooms.get(MailContents.class).raw(annas.id()))
                .isInstanceOf(MailPartMissing.class).hasMessageContaining("erased");
        assertThat(contents()).isEqualTo(1);
    }

    @Test
    void nothingOfAnybodyElseIsTouchedAndTheTrailProvesItself() {
        erase();

        assertThat(now(ottos)).isEqualTo(ottos);
        assertThat(post.rooms.get(MailContents.class).raw(ottos.id()).size()).isPositive();
        var found = new ArrayList<Tampering>();
        post.rooms.get(Inspection.class).inspect(null, found::add);
        assertThat(found).isEmpty();
    }

    @Test
    void theSameMailComesAgainAndLeavesNothing() {
        erase();

        var again = post.arrive("orders@acme.example", cups).getFirst();

        assertThat(again.fate()).isEqualTo(Fate.DUPLICATE);
        assertThat(again.duplicateOf()).isEqualTo(annas.id());
        assertThat(again.content()).isNull();
        assertThat(contents()).isEqualTo(1);
    }

    private void erase() {
        post.rooms.get(Erasure.class).erase(Objects.requireNonNull(post.caseOf(annas).customer()), "admin:eve");
    }

    private MailReceipt now(MailReceipt receipt) {
        return post.rooms.get(MailReceipts.class).find(receipt.id()).orElseThrow();
    }

    private long contents() {
        return post.database.jdbc().sql("select count(*) from mail_content").query(Long.class).single();
    }
}
