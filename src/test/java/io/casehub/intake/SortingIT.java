package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.intake.SignedNames.Signed;
import io.casehub.model.CaseStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;

class SortingIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ANNA = "Anna Blum <anna@blum.example>";
    private static final String EVE = "Eve <eve@else.example>";

    private final TestDatabase database = TestDatabase.fresh();
    private final Rooms rooms = rooms(database);
    private final Cases cases = rooms.get(Cases.class);
    private final Ears ears = rooms.get(Ears.class);
    private @Nullable String cursor;
    private long uid;

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void aMailOpensACaseOfItsSender() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));

        var opened = onlyCase();
        assertThat(opened.subject()).isEqualTo("Cups");
        assertThat(opened.status()).isEqualTo(CaseStatus.NEW);
        assertThat(opened.customer()).isNotNull();
        assertThat(opened.openedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(ears.due).singleElement().satisfies(due -> {
            assertThat(due.opened().number()).isEqualTo(opened.number());
            assertThat(due.envelope().to()).containsExactly("anna@blum.example");
            assertThat(due.envelope().inReplyTo()).isEqualTo("1@blum.example");
            assertThat(due.envelope().messageId()).startsWith("ch-000001.").endsWith("@acme.example");
        });
    }

    @Test
    void aMailOfNobodyKnownOpensACaseToo() {
        arrive(mail("undisclosed", "", "<1@blum.example>"));

        assertThat(onlyCase().customer()).isNull();
        assertThat(onlyCase().subject()).isEqualTo("(no subject)");
        assertThat(ears.due).isEmpty();
    }

    @Test
    void anAnswerToTheAcknowledgementJoinsAndReopens() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));
        cases.change(onlyCase().id(), status("resolved"), null, "agent:ada");

        arrive(mail(EVE, "Re: whatever", "<2@else.example>", "In-Reply-To: <" + acknowledgement() + ">"));

        assertThat(onlyCase().status()).isEqualTo(CaseStatus.OPEN);
        assertThat(cases.links(List.of(onlyCase().id()))).hasSize(2);
        assertThat(ears.due).hasSize(1);
    }

    @Test
    void anIdThatTheHubDidNotSignBelongsNowhere() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));
        var forged = acknowledgement().replaceFirst("\\.[0-9a-f]{32}@", "." + "0".repeat(32) + "@");

        arrive(mail(EVE, "Re: Cups", "<2@else.example>", "In-Reply-To: <" + forged + ">"));

        assertThat(allCases()).hasSize(2);
    }

    @Test
    void aSignedIdIsEnoughWhereTheTableHasForgottenIt() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));
        database.jdbc().sql("delete from mail_thread").update();

        arrive(mail(ANNA, "Re: Cups", "<2@blum.example>", "References: <" + acknowledgement() + ">"));

        assertThat(allCases()).hasSize(1);
    }

    @Test
    void anAutoReplyJoinsButNeitherReopensNorIsAnswered() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));
        cases.change(onlyCase().id(), status("resolved"), null, "agent:ada");

        arrive(mail(ANNA, "Out of office", "<2@blum.example>", "In-Reply-To: <" + acknowledgement() + ">",
                "Auto-Submitted: auto-replied"));

        assertThat(onlyCase().status()).isEqualTo(CaseStatus.RESOLVED);
        assertThat(cases.links(List.of(onlyCase().id()))).hasSize(2);
        assertThat(ears.due).hasSize(1);
    }

    @Test
    void whatAProgramSendsOnItsOwnOpensNothing() {
        arrive(mail(ANNA, "News", "<1@blum.example>", "List-Id: <news.blum.example>"));

        assertThat(allCases()).isEmpty();
        assertThat(ears.due).isEmpty();
    }

    @Test
    void theNumberInTheSubjectCountsFromTheCasesCustomerOnly() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));

        arrive(mail(EVE, "[CH-000001] mine now", "<2@else.example>"),
                mail(ANNA, "[CH-000001] and plates", "<3@blum.example>"));

        assertThat(allCases()).hasSize(2);
        assertThat(cases.links(List.of(cases.byNumber("CH-000001").orElseThrow().id()))).extracting(
                link -> link.source().key()).containsExactly("1@blum.example", "3@blum.example");
    }

    @Test
    void anAnswerThatOvertookItsQuestionIsJoinedByIt() {
        arrive(mail(ANNA, "Re: Cups", "<2@blum.example>", "In-Reply-To: <1@blum.example>"));

        arrive(mail(ANNA, "Cups", "<1@blum.example>"));

        assertThat(allCases()).hasSize(1);
    }

    @Test
    void nobodyReservesTheConversationOfAnother() {
        arrive(mail(EVE, "Re: Cups", "<2@else.example>", "In-Reply-To: <1@blum.example>"));

        arrive(mail(ANNA, "Cups", "<1@blum.example>"));

        assertThat(allCases()).hasSize(2);
    }

    @Test
    void ourOwnMailIsFiledInItsThreadAndOpensNothing() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"));
        cases.change(onlyCase().id(), status("waiting-customer"), null, "agent:ada");

        arrive(mail("support@acme.example", "Re: Cups", "<2@acme.example>", "In-Reply-To: <1@blum.example>"),
                mail("support@acme.example", "Test", "<3@acme.example>"));

        assertThat(cases.links(List.of(onlyCase().id()))).hasSize(2);
        assertThat(onlyCase().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void mailsThatWereThereBeforeTheHubAreNotAcknowledged() {
        var old = mail(ANNA, "Cups", "<1@blum.example>");

        arrive(new ArrivedMail(old.uid(), old.receivedAt(), old.raw(), true, null));

        assertThat(allCases()).hasSize(1);
        assertThat(ears.due).isEmpty();
    }

    @Test
    void oneAddressIsToldTenNumbersADay() {
        arrive(IntStream.range(0, 12).mapToObj(i -> mail(ANNA, "Cups " + i, "<" + i + "@blum.example>"))
                .toArray(ArrivedMail[]::new));

        assertThat(allCases()).hasSize(12);
        assertThat(ears.due).hasSize(10);
    }

    @Test
    void whereAPageEndsDoesNotMatter() {
        var mails = List.of(mail(ANNA, "Cups", "<9@blum.example>"),
                mail(EVE, "Re: Cups", "<5@else.example>", "In-Reply-To: <9@blum.example>"),
                mail(ANNA, "Plates", "<7@blum.example>"),
                mail(ANNA, "Re: Cups", "<1@blum.example>", "References: <9@blum.example> <5@else.example>"),
                mail(ANNA, "Re: Plates", "<3@blum.example>", "In-Reply-To: <7@blum.example>"));

        var together = sortedIn(mails, 5);

        assertThat(together).containsExactly("1@blum.example in CH-000001", "3@blum.example in CH-000002",
                "5@else.example in CH-000001", "7@blum.example in CH-000002", "9@blum.example in CH-000001");
        assertThat(sortedIn(mails, 1)).isEqualTo(together);
        assertThat(sortedIn(mails, 2)).isEqualTo(together);
        assertThat(sortedIn(mails, 3)).isEqualTo(together);
    }

    @Test
    void theSameMailsAgainChangeNothing() {
        var mails = new ArrivedMail[]{mail(ANNA, "Cups", "<1@blum.example>"),
                mail(ANNA, "Re: Cups", "<2@blum.example>", "In-Reply-To: <1@blum.example>")};
        arrive(mails);
        var before = onlyCase();

        arrive(mails);

        assertThat(onlyCase()).isEqualTo(before);
        assertThat(ears.due).hasSize(1);
    }

    @Test
    void anAnswerGoesToWhoWroteLastAndNamesTheConversation() {
        arrive(mail(ANNA, "Cups", "<1@blum.example>"),
                mail(EVE, "Re: Cups", "<2@else.example>", "In-Reply-To: <1@blum.example>"),
                mail(ANNA, "Away", "<3@blum.example>", "In-Reply-To: <1@blum.example>",
                        "Auto-Submitted: auto-replied"));

        var answer = rooms.get(Correspondence.class).answer(onlyCase()).orElseThrow();

        assertThat(answer.to()).containsExactly("eve@else.example");
        assertThat(answer.inReplyTo()).isEqualTo("2@else.example");
        assertThat(answer.references()).containsExactly("1@blum.example", "2@else.example");
        assertThat(rooms.get(SignedNames.class).ofId(answer.messageId())).map(Signed::number).contains("CH-000001");
    }

    private List<String> sortedIn(List<ArrivedMail> mails, int pageSize) {
        var own = TestDatabase.fresh();
        try (var house = rooms(own)) {
            for (int i = 0; i < mails.size(); i += pageSize) {
                var page = mails.subList(i, Math.min(i + pageSize, mails.size()));
                house.get(Mailroom.class).accept(new MailPage("email-mails", "email", "support@acme.example", 1, page,
                        i == 0 ? null : "" + i, "" + (i + pageSize)));
            }
            return own.jdbc().sql("""
                    select l.key || ' in CH-' || lpad(h.number::text, 6, '0') from case_link l
                    join hub_case h on h.id = l.case_id order by l.key
                    """).query(String.class).list();
        }
    }

    private void arrive(ArrivedMail... mails) {
        var next = cursor + "+";
        rooms.get(Mailroom.class).accept(
                new MailPage("email-mails", "email", "support@acme.example", 1, Arrays.asList(mails), cursor, next));
        cursor = next;
    }

    private ArrivedMail mail(String from, String subject, String id, String... headers) {
        uid++;
        var text = "From: " + from + "\nTo: support@acme.example\nSubject: " + subject + "\nMessage-ID: " + id + "\n"
                + String.join("\n", headers) + (headers.length > 0 ? "\n" : "") + "\nDear all, this is " + id + ".\n";
        return new ArrivedMail(uid, NOON.plusSeconds(uid), text.getBytes(UTF_8), false, null);
    }

    private HubCase onlyCase() {
        var all = allCases();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<HubCase> allCases() {
        return cases.search(new CaseFilter(null, Set.of(), null, null, null, null, 200));
    }

    private String acknowledgement() {
        return ears.due.getFirst().envelope().messageId();
    }

    private static Map<CaseField, @Nullable String> status(String word) {
        return Map.of(CaseField.STATUS, word);
    }

    /** The way of a mail up to its case. */
    private static Rooms rooms(TestDatabase database) {
        return Rooms.open(database, Path.of("mappings"), context -> context.registerBean(Ears.class), "audit", "ingest",
                "identity", "cases", "intake");
    }

    /** Hears what is to be acknowledged. */
    static class Ears {

        final List<AcknowledgementDue> due = new ArrayList<>();

        @EventListener
        void on(AcknowledgementDue event) {
            due.add(event);
        }
    }
}
