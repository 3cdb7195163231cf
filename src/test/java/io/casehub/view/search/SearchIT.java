package io.casehub.view.search;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.mail;
import static io.casehub.Arrivals.Arrival.matter;
import static io.casehub.Arrivals.Arrival.sender;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.cases.Decision;
import io.casehub.cases.Decision.Wish;
import io.casehub.cases.Erasure;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.CustomerId;
import io.casehub.view.search.SearchFilter.Place;
import io.casehub.view.search.SearchFilter.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was said is found by its words, by those it is about, and no longer than it is there. */
class SearchIT {

    private static final Set<Scope> ALL = Set.of();

    private final Arrivals arrivals;

    SearchIT(@TempDir Path temp) {
        arrivals = new Arrivals(temp);
    }

    @BeforeEach
    void somePeopleSaidThings() {
        arrivals.arrive(customer("crm:1", "Anna Blum", "anna@blum.example"),
                customer("crm:2", "Uwe Öztürk", "uwe@example.org"), sender("anna@blum.example", "Anna Blum"),
                ticket("7", "1").with("subject", "Lieferung verspätet").with("number", "T-70123")
                        .with("description", "Das Paket zur Bestellung B-240123 liegt in der Müllerstraße."),
                ticket("8", "2").with("subject", "Invoice is wrong").with("description", "He was charged twice."),
                mail("m1", "anna@blum.example").with("subject", "Wo bleibt es?")
                        .with("text", "Ich warte seit Tagen auf die Lieferungen, sagte <b>Frau Éclair</b>."));
    }

    @AfterEach
    void closed() {
        arrivals.close();
    }

    @Test
    void wordsAreFoundInEveryFormAndSpelling() {
        for (var asked : List.of("verspätet", "VERSPATET", "verspaetet", "paket", "muellerstrasse", "Müllerstr*",
                "\"liegt in der\"", "B-240123", "b240123", "240123", "T-70123", "t70123", "lieferungen -warte",
                "lieferung paket")) {
            assertThat(found(asked, Set.of(Scope.CASES))).as(asked).containsExactly("Lieferung verspätet");
        }
        for (var asked : List.of("\"in liegt der\"", "paket -müllerstraße", "paket charged", "müll", "zzz")) {
            assertThat(found(asked, ALL)).as(asked).isEmpty();
        }
        assertThat(found("eclair", ALL)).containsExactly("m1");
        assertThat(found("anna@blum.example", ALL)).containsExactly("m1");
        assertThat(found("charges", ALL)).containsExactly("Invoice is wrong");
        for (var nothing : List.of("-paket", "\"\"", "?!", "-")) {
            assertThatThrownBy(() -> found(nothing, ALL)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatCouldHarmTheQueryIsMerelyLookedFor() {
        for (var odd : List.of("a' | 'b", "paket & ! ( ", "\\", "'':*", "paket:* <-> der", "\"unclosed",
                "x".repeat(900),
                "💥 paket", "配達 が 遅い")) {
            assertThat(anything(odd)).as(odd).isNotNull();
        }
    }

    @Test
    void whereTheWordsStandIsToldWithoutMarkUp() {
        var hit = search(filter("lieferung frau", Set.of(Scope.INTERACTIONS), null)).getFirst();
        var excerpt = Optional.ofNullable(hit.excerpt()).orElseThrow();

        assertThat(excerpt.field()).isEqualTo("text");
        assertThat(excerpt.text()).isEqualTo("Ich warte seit Tagen auf die Lieferungen, sagte <b>Frau Éclair</b>.");
        assertThat(excerpt.marks().stream().map(mark -> excerpt.text().substring(mark.from(), mark.to())))
                .containsExactly("Lieferungen", "Frau");
    }

    @Test
    void filtersNarrowIt() {
        var anna = arrivals.customer("crm:1");
        var uwe = arrivals.customer("crm:2");
        arrivals.arrive(ticket("9", "2").with("subject", "Lieferung kaputt").with("openedAt", "2026-02-01T10:00:00Z"));

        assertThat(found("lieferung", ALL)).containsExactlyInAnyOrder("Lieferung verspätet", "Lieferung kaputt", "m1");
        assertThat(search(filter("lieferung", ALL, anna))).extracting(SearchIT::name)
                .containsExactlyInAnyOrder("Lieferung verspätet", "m1");
        assertThat(search(filter("lieferung", ALL, uwe))).extracting(SearchIT::name)
                .containsExactly("Lieferung kaputt");
        assertThat(search(with("lieferung", null, Channel.MAIL, null, null))).extracting(SearchIT::name)
                .containsExactly("m1");
        assertThat(search(with("lieferung", "crm", null, null, null))).hasSize(2);
        assertThat(search(with("lieferung", "email", null, null, null))).hasSize(1);
        assertThat(search(with("kaputt", null, null, Instant.parse("2026-02-01T10:00:00Z"),
                Instant.parse("2026-02-01T10:00:01Z")))).hasSize(1);
        assertThat(search(with("kaputt", null, null, null, Instant.parse("2026-02-01T10:00:00Z")))).isEmpty();
        change(theCase("Lieferung kaputt"), CaseField.STATUS, "resolved");
        assertThat(search(new SearchFilter("lieferung", ALL, null, Set.of(CaseStatus.RESOLVED), null, null, null, null,
                null, 10))).extracting(SearchIT::name).containsExactly("Lieferung kaputt");
    }

    @Test
    void whatTheCaseAndItsRecordsBecomeIsFoundAndNotWhatTheyWere() {
        var hub = theCase("Lieferung verspätet");
        arrivals.arrive(ticket("7", "1").with("subject", "Anderes").version(1));
        change(hub, CaseField.SUBJECT, "Zustellung verspätet");

        assertThat(found("zustellung", ALL)).containsExactly("Zustellung verspätet");
        assertThat(found("anderes", ALL)).containsExactly("Zustellung verspätet");
        assertThat(found("müllerstraße", ALL)).isEmpty();
        arrivals.arrive(ticket("7", "1").with("subject", "Anderes").with("deleted", true).version(2));
        assertThat(found("anderes", ALL)).isEmpty();
    }

    @Test
    void whatIsWrittenOnACaseIsFoundUntilItIsErased() {
        var cases = arrivals.rooms.get(Cases.class);
        var hub = theCase("Lieferung verspätet");
        cases.comment(hub.id(), "Kundin klingt gereizt", true, "agent:ben", Optional.empty());

        var hit = search(filter("gereizt", ALL, null)).getFirst();
        assertThat(name(hit)).isEqualTo("Lieferung verspätet");
        assertThat(hit.source()).isInstanceOfSatisfying(Found.Source.Written.class,
                written -> assertThat(written.isInternal()).isTrue());
        arrivals.rooms.get(Erasure.class).erase(arrivals.customer("crm:1"), "admin:root");
        assertThat(found("gereizt", ALL)).isEmpty();
        assertThat(arrivals.database.jdbc().sql("select count(*) from search_text where words @@ 'gereizt'")
                .query(Long.class).single()).isZero();
    }

    @Test
    void aMergedCaseIsFoundAsWhatItHasBecomeAndAsItselfAgain() {
        var decisions = arrivals.rooms.get(CaseDecisions.class);
        var one = theCase("Lieferung verspätet");
        arrivals.arrive(matter("billing:5", null).with("subject", "Doppelt abgebucht"));
        var other = theCase("Doppelt abgebucht");
        arrivals.rooms.get(Cases.class).comment(other.id(), "seltsam", true, "agent:ben", Optional.empty());

        var merge = decisions.decide(
                new Wish(Decision.Kind.MERGE, one.id(), List.of(other.id()), Set.of(), null, false),
                "agent:ben");
        assertThat(found("seltsam", ALL)).containsExactly("Lieferung verspätet");
        assertThat(found("abgebucht", ALL)).containsExactly("Lieferung verspätet");
        decisions.undo(Optional.ofNullable(merge.id()).orElseThrow(), "agent:ben");
        assertThat(found("seltsam", ALL)).containsExactly("Doppelt abgebucht");
    }

    @Test
    void theListIsReadToItsEndByItsPlaces() {
        for (int n = 0; n < 7; n++) {
            arrivals.arrive(ticket("p" + n, "2").with("subject", "Lampe " + n));
        }
        var stepped = new ArrayList<String>();
        Place behind = null;
        do {
            var page = search(new SearchFilter("lampe", ALL, null, Set.of(), null, null, null, null, behind, 2));
            page.forEach(hit -> stepped.add(name(hit)));
            behind = page.isEmpty() ? null : page.getLast().place();
        } while (behind != null);

        assertThat(stepped).hasSize(7).doesNotHaveDuplicates().containsExactlyElementsOf(found("lampe", ALL));
    }

    @Test
    void whatAnOlderHubDidNotReadIsReadLater() {
        var hub = theCase("Lieferung verspätet");
        arrivals.rooms.get(Cases.class).comment(hub.id(), "gereizt", true, "agent:ben", Optional.empty());
        var before = List.of(found("paket", ALL), found("gereizt", ALL), found("warte", ALL), found("t70123", ALL));
        arrivals.database.jdbc().sql("""
                update search_text set words = null, number_key = null, channel = null, customer_id = null,
                                       case_id = case when system = 'hub' then case_id end
                """).update();

        arrivals.rooms.get(CatchUp.class).run();
        assertThat(List.of(found("paket", ALL), found("gereizt", ALL), found("warte", ALL), found("t70123", ALL)))
                .isEqualTo(before);
        assertThat(search(with("warte", null, Channel.MAIL, null, null))).hasSize(1);
    }

    @Test
    void eachSearchIsPlannedForItsOwnWords() {
        var plans = arrivals.rooms.get(TransactionTemplate.class).execute(status -> {
            for (int n = 0; n < 20; n++) {
                search(filter("word" + n, ALL, null));
            }
            // of this connection, on which all of them were
            return arrivals.rooms.get(JdbcClient.class)
                    .sql("select statement from pg_prepared_statements where statement like '%ts_rank%'")
                    .query(String.class).list();
        });

        assertThat(plans).isEmpty();
    }

    private List<Found> search(SearchFilter filter) {
        return arrivals.rooms.get(Search.class).find(filter).found();
    }

    private List<String> found(String text, Set<Scope> in) {
        return search(filter(text, in, null)).stream().map(SearchIT::name).toList();
    }

    private List<String> anything(String text) {
        try {
            return found(text, ALL);
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static SearchFilter filter(String text, Set<Scope> in, @Nullable CustomerId customer) {
        return new SearchFilter(text, in, customer, Set.of(), null, null, null, null, null, 50);
    }

    private static SearchFilter with(String text, @Nullable String system, @Nullable Channel channel,
            @Nullable Instant from, @Nullable Instant to) {
        return new SearchFilter(text, ALL, null, Set.of(), system, channel, from, to, null, 50);
    }

    /** An interaction by its key, a case by its subject. */
    private static String name(Found found) {
        return found.interaction() == null
                ? Optional.ofNullable(found.hub()).map(HubCase::subject).orElse("")
                : found.interaction().source().key();
    }

    private HubCase theCase(String subject) {
        return arrivals.rooms.get(Cases.class).search(new CaseFilter(null, Set.of(), null, subject, null, null, 1))
                .getFirst();
    }

    private void change(HubCase hub, CaseField field, String value) {
        arrivals.rooms.get(Cases.class).change(hub.id(), Map.of(field, value), null, "agent:ben");
    }
}
