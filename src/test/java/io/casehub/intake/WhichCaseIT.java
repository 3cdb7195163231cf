package io.casehub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseRelation;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.participants.Participants;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Which case a mail goes to, whose that is, and why. */
class WhichCaseIT {

    private static final String ANNA = "Anna Blum <anna@blum.example>";
    private static final String EVE = "Eve <eve@else.example>";
    private static final String ADA = "Ada <ada@acme.example>";
    private static final String PROVEN = Post.TRUSTED + "dmarc=pass header.from=acme.example";
    private static final String FORGED = Post.TRUSTED + "spf=fail; dmarc=fail header.from=blum.example";

    @TempDir
    Path folder;
    private Post post;

    @BeforeEach
    void opensTheRooms() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("mappings"), folder);
        Files.writeString(folder.resolve("mailboxes.yaml"), """
                own-domains: [acme.example]
                usual: {reopen-days: 14}
                mailboxes:
                  support@acme.example: {reply-address: tagged, most-cases-an-hour: 3, refuse: ["*@spam.example"]}
                  orders@acme.example: {priority: high}
                """);
        post = new Post(folder);
    }

    @AfterEach
    void closesTheRooms() {
        post.close();
    }

    @Test
    void theCasesOwnAddressIsBelievedFromAnybody() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>");
        var address = post.told().getFirst().envelope().replyTo();

        var reply = post.arrive(Post.SUPPORT, post.mail("From: " + EVE + "\nTo: <" + address
                + ">\nSubject: other\nMessage-ID: <2@else.example>\n\nHi\n")).getFirst();

        assertThat(address).startsWith("support+ch-000001.");
        assertThat(reply.caseId()).isEqualTo(first.caseId());
        assertThat(reply.reason()).isEqualTo("it was sent to the case's own address");
        assertThat(post.rooms.get(Participants.class).of(post.caseOf(first).id()))
                .extracting(one -> one.is().who().text())
                .contains("email:anna@blum.example", "email:eve@else.example").hasSize(3);
    }

    @Test
    void anAddressThatTheHubDidNotSignIsNone() {
        post.arrive(ANNA, "Cups", "<1@blum.example>");

        var other = post.arrive(Post.SUPPORT, post.mail("From: " + EVE
                + "\nTo: support+ch-000001.00000000000000000000@acme.example\nMessage-ID: <2@else.example>\n\nHi\n"))
                .getFirst();

        assertThat(other.fate()).isEqualTo(Fate.NEW_CASE);
    }

    @Test
    void aStrangerWhoNamesANumberGetsACaseOfHisOwnLinkedForReview() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>");

        var strange = post.arrive(EVE, "[CH-000001] mine now", "<2@else.example>");

        assertThat(strange.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(strange.reason()).isEqualTo("somebody who takes no part in it names its number");
        assertThat(post.rooms.get(CaseRelations.class).of(post.caseOf(strange).id())).singleElement()
                .satisfies(relation -> {
                    assertThat(relation.kind()).isEqualTo(CaseRelation.Kind.RELATED);
                    assertThat(relation.other()).isEqualTo(first.caseId());
                });
    }

    @Test
    void whoWasCopiedInTakesPartAndMayNameTheNumber() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>", "Cc: " + EVE);

        var reply = post.arrive(EVE, "[CH-000001] me, too", "<2@else.example>");

        assertThat(reply.caseId()).isEqualTo(first.caseId());
        assertThat(reply.reason()).isEqualTo("somebody who takes part in the case names its number");
    }

    @Test
    void aForgedSenderSeesAndChangesNothing() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>");
        var before = post.caseOf(first);

        var forged = post.arrive(ANNA, "Re: Cups", "<2@blum.example>", FORGED, "In-Reply-To: <1@blum.example>");

        assertThat(forged.isForged()).isTrue();
        assertThat(forged.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(forged.caseId()).isNotEqualTo(first.caseId());
        assertThat(post.caseOf(forged).customer()).isNull();
        assertThat(post.rooms.get(Participants.class).of(post.caseOf(forged).id())).isEmpty();
        assertThat(post.told()).hasSize(1);
        assertThat(post.caseOf(first).status()).isEqualTo(before.status());
        assertThat(post.cases().links(List.of(before.id()))).hasSize(1);
        assertThat(post.rooms.get(CaseRelations.class).of(post.caseOf(forged).id())).extracting(
                CaseRelation::other).containsExactly(before.id());
        assertThat(post.rooms.get(Correspondence.class).answer(post.caseOf(forged))).isEmpty();
    }

    @Test
    void whatASenderSaysOfHimselfProvesNothing() {
        var mail = post.arrive(ANNA, "Cups", "<1@blum.example>",
                "Authentication-Results: mx.elsewhere.example; dmarc=fail");

        assertThat(mail.isForged()).isFalse();
        assertThat(post.caseOf(mail).customer()).isNotNull();
    }

    @Test
    void whatAProvenColleaguePassesOnIsItsWriters() {
        var passedOn = post.arrive(Post.SUPPORT, forward(PROVEN)).getFirst();

        var hub = post.caseOf(passedOn);
        assertThat(sender(passedOn)).isEqualTo("anna@blum.example");
        assertThat(post.told()).singleElement()
                .satisfies(due -> assertThat(due.envelope().to()).containsExactly("anna@blum.example"));
        assertThat(post.database.jdbc().sql("select key from member where customer_id = ?")
                .param(Objects.requireNonNull(hub.customer()).value()).query(String.class).list())
                .containsExactly("anna@blum.example");
    }

    @Test
    void whatSomebodyPassesOnInAColleaguesNameIsHisOwn() {
        var passedOn = post.arrive(Post.SUPPORT, forward("X-Nothing: proven")).getFirst();

        assertThat(sender(passedOn)).isEqualTo("ada@acme.example");
    }

    @Test
    void aClosedCaseIsOpenedAgainWithinItsDaysAndFollowedLater() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>");
        close(first.caseId());
        post.arrive(ANNA, "Re: Cups", "<2@blum.example>", "In-Reply-To: <1@blum.example>");
        assertThat(post.caseOf(first).status()).isEqualTo(CaseStatus.OPEN);
        close(first.caseId());
        post.database.jdbc().sql("update hub_case set changed_at = ?")
                .param(Post.NOON.minus(Duration.ofDays(15)).atOffset(ZoneOffset.UTC)).update();

        var late = post.arrive(ANNA, "Re: Cups", "<3@blum.example>", "In-Reply-To: <2@blum.example>");

        assertThat(late.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(post.caseOf(first).status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(post.rooms.get(CaseRelations.class).of(post.caseOf(late).id())).singleElement()
                .satisfies(relation -> assertThat(relation.kind()).isEqualTo(CaseRelation.Kind.SPAWNED_FROM));
    }

    @Test
    void oneMailToTwoOfOurAddressesIsOneCase() {
        var there = post.arrive(ANNA, "Cups", "<1@blum.example>");

        var too = post.arrive("orders@acme.example", post.mail("Delivered-To: orders@acme.example\n"
                + new String(post.mail(ANNA, "Cups", "<1@blum.example>").raw(), StandardCharsets.UTF_8)))
                .getFirst();

        assertThat(too.fate()).isEqualTo(Fate.DUPLICATE);
        assertThat(too.duplicateOf()).isEqualTo(there.id());
        assertThat(post.allCases()).hasSize(1);
    }

    @Test
    void withoutAnIdTheSameWordsOfTheSameDateAreOneMail() {
        var raw = "From: Anna <" + ANNA + ">\nDate: Sat, 21 Nov 2026 12:00:00 +0000\nSubject: Cups\n\nBroken.\n";
        var there = post.arrive(Post.SUPPORT, post.mail("Delivered-To: support@acme.example\n" + raw)).getFirst();

        var too = post.arrive("orders@acme.example", post.mail("Delivered-To: orders@acme.example\n" + raw)).getFirst();
        var next = post.arrive(Post.SUPPORT, post.mail(raw.replace("12:00", "12:01"))).getFirst();

        assertThat(too.duplicateOf()).isEqualTo(there.id());
        assertThat(next.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(post.allCases()).hasSize(2);
    }

    @Test
    void withoutADateEitherTheyAreOneMailForAnHour() {
        var raw = "From: Anna <" + ANNA + ">\nSubject: Alarm\n\nToo hot.\n";
        var there = post.arrive(Post.SUPPORT, post.mail("Delivered-To: support@acme.example\n" + raw)).getFirst();

        var too = post.arrive("orders@acme.example", post.mail("Delivered-To: orders@acme.example\n" + raw)).getFirst();
        post.database.jdbc().sql("update mail_receipt set received_at = received_at - interval '2 hours'").update();
        var later = post.arrive(Post.SUPPORT, post.mail("X: later\n" + raw)).getFirst();

        assertThat(too.duplicateOf()).isEqualTo(there.id());
        assertThat(later.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(post.sums().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    }

    @Test
    void aBounceComesBackToItsCaseAndMarksTheAddress() {
        var first = post.arrive(ANNA, "Cups", "<1@blum.example>");
        close(first.caseId());
        var ours = post.told().getFirst().envelope().messageId();

        var bounce = post.arrive(Post.SUPPORT, post.mail("""
                From: MAILER-DAEMON@mx.blum.example
                To: support@acme.example
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <9@mx.blum.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                User unknown.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.blum.example

                Final-Recipient: rfc822; anna@blum.example
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                --b--
                """.formatted(ours))).getFirst();

        assertThat(bounce.fate()).isEqualTo(Fate.AUTOMATIC);
        assertThat(bounce.caseId()).isEqualTo(first.caseId());
        assertThat(post.caseOf(first).status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(post.rooms.get(Bounces.class).isUnreachable("Anna@blum.example")).isTrue();
        assertThat(post.database.jdbc().sql("select after from audit_entry where action = 'mail.bounced'")
                .query(String.class).list()).singleElement().asString().contains("5.1.1");

        post.arrive(ANNA, "I am back", "<5@blum.example>");

        assertThat(post.rooms.get(Bounces.class).isUnreachable("anna@blum.example")).isFalse();
    }

    @Test
    void nobodySilencesAnAddressWithAReportOnAMailThatWeNeverSent() {
        post.arrive(Post.SUPPORT, post.mail("""
                From: MAILER-DAEMON@else.example
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; else.example

                Final-Recipient: rfc822; anna@blum.example
                Action: failed
                Status: 5.1.1
                --b--
                """));

        assertThat(post.rooms.get(Bounces.class).isUnreachable("anna@blum.example")).isFalse();
    }

    @Test
    void whatLayThereBeforeTheHubReadTheMailboxDoesNotMakeItsSenderAProgram() {
        IntStream.range(0, 3).forEach(i -> post.arrive(ANNA, "Cups " + i, "<" + i + "@blum.example>"));
        post.database.jdbc().sql("update mail_receipt set stored_at = now(), backlog = true").update();

        var next = post.arrive(ANNA, "Plates", "<3@blum.example>");

        assertThat(next.fate()).isEqualTo(Fate.NEW_CASE);
    }

    @Test
    void whoOpensMoreCasesThanAPersonCanIsRefusedAndMayBeTakenLater() {
        var mails = IntStream.range(0, 5)
                .mapToObj(i -> post.arrive(ANNA, "Cups " + i, "<" + i + "@blum.example>")).toList();
        post.database.jdbc().sql("update mail_receipt set stored_at = now()").update();

        assertThat(mails).extracting(receipt -> receipt.fate()).containsExactly(Fate.NEW_CASE, Fate.NEW_CASE,
                Fate.NEW_CASE, Fate.REFUSED, Fate.REFUSED);

        post.rooms.get(Mailroom.class).handleAgain(mails.getLast().id(), "agent:ada");

        assertThat(post.all().getLast().fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(post.steps(mails.getLast())).containsExactly("stored", "read", "scanned", "refused", "again", "read",
                "new-case", "acknowledged");
    }

    @Test
    void whoWritesAsFastAsAProgramNoLongerReopensHisCase() {
        var first = post.arrive(ANNA, "Cups", "<0@blum.example>");
        IntStream.range(1, 19).forEach(i -> answer(ANNA, i));
        close(first.caseId());
        assertThat(answer(ANNA, 19).fate()).isEqualTo(Fate.REPLY);
        assertThat(post.caseOf(first).status().isInHand()).isTrue();
        close(first.caseId());

        var next = answer(ANNA, 20);

        assertThat(next.fate()).isEqualTo(Fate.REPLY);
        assertThat(next.caseId()).isEqualTo(first.caseId());
        assertThat(post.caseOf(first).status().isInHand()).isFalse();
    }

    @Test
    void aCaseThatManyAddressesAnswerAsFastAsAProgramIsNoLongerReopened() {
        var first = post.arrive(ANNA, "Cups", "<0@blum.example>");
        IntStream.range(1, 60).forEach(i -> answer("bounce-" + i + "@loop.example", i));
        close(first.caseId());

        var next = answer("bounce-60@loop.example", 60);

        assertThat(next.caseId()).isEqualTo(first.caseId());
        assertThat(post.caseOf(first).status().isInHand()).isFalse();
    }

    private MailReceipt answer(String sender, int n) {
        return post.arrive(sender, "Re: Cups", "<" + n + "@blum.example>", "In-Reply-To: <0@blum.example>");
    }

    @Test
    void whatDoesHarmIsRefusedAndWithoutAScannerEachReceiptSaysSo() {
        post.arrive(ANNA, "Cups", "<1@blum.example>");
        assertThat(post.rooms.get(MailSteps.class).of(post.all().getFirst().id())).anySatisfy(
                step -> assertThat(step.detail()).contains("casehub.intake.clamd is not set"));
        try (var scanned = new Post(TestDatabase.fresh(), folder, context -> context.registerBean("strict",
                Scanner.class, () -> raw -> new Scanner.Verdict("Eicar", "scanned"), bean -> bean.setPrimary(true)))) {
            var mail = scanned.arrive(ANNA, "Cups", "<1@blum.example>");

            assertThat(mail.fate()).isEqualTo(Fate.REFUSED);
            assertThat(mail.reason()).isEqualTo("clamd found Eicar in it");
        }
    }

    @Test
    void aRefusedSenderOpensNothing() {
        var spam = post.arrive("x@spam.example", "Cheap", "<1@spam.example>");

        assertThat(spam.fate()).isEqualTo(Fate.REFUSED);
        assertThat(spam.reason()).contains("*@spam.example");
        assertThat(post.allCases()).isEmpty();
        assertThat(spam.record()).isEqualTo(Optional.<SourceRef>empty());
    }

    @Test
    void aFormOfOurOwnSpeaksForWhomItIsToBeAnswered() {
        var form = post.arrive(Post.SUPPORT, "Contact", "<1@acme.example>", "Reply-To: " + ANNA);

        assertThat(form.fate()).isEqualTo(Fate.NEW_CASE);
        assertThat(sender(form)).isEqualTo("anna@blum.example");
    }

    private static @Nullable String sender(MailReceipt receipt) {
        return Objects.requireNonNull(receipt.summary()).sender();
    }

    private ArrivedMail forward(String header) {
        return post.mail("From: " + ADA
                + "\nTo: support@acme.example\nSubject: Fwd: Cups\nMessage-ID: <7@acme.example>\n"
                + header + "\n\nplease handle\n\n---------- Forwarded message ---------\nFrom: " + ANNA
                + "\nDate: Sat, 21 Nov 2026 at 10:00\nSubject: Cups\nTo: <ada@acme.example>\n\nWhere are my cups?\n");
    }

    private void close(@Nullable CaseId id) {
        post.cases().change(Objects.requireNonNull(id), Map.of(CaseField.STATUS, "closed"), null, "agent:ada");
    }
}
