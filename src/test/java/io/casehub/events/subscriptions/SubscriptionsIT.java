package io.casehub.events.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Subject;
import io.casehub.cases.Cases;
import io.casehub.cases.OpenCase;
import io.casehub.cases.sharing.Shares;
import io.casehub.connector.FakeSystem;
import io.casehub.events.EventsGone;
import io.casehub.events.subscriptions.Ear.Says;
import io.casehub.events.subscriptions.Ear.Told;
import io.casehub.events.subscriptions.Subscription.State;
import io.casehub.events.subscriptions.SubscriptionDelivery.Fate;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;

/** Somebody is told over real HTTP what he chose, signed, in order, whatever he answers. */
class SubscriptionsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String BY = "integrator:ada";
    private static final Choice ALL = choice(Set.of());

    private final Ear ear = new Ear();
    private Rooms hub = hub();
    private Subscriptions subscriptions = hub.get(Subscriptions.class);

    @BeforeEach
    void knowsNothing() {
        hub.close();
        DATABASE.emptied().jdbc().sql("update event_counter set last = 0, pruned = 0").update();
        hub = hub();
        subscriptions = hub.get(Subscriptions.class);
    }

    @AfterEach
    void closes() {
        hub.close();
        ear.close();
    }

    @Test
    void nobodyIsToldBeforeHeHasSaidThatHeWantsIt() {
        var issued = subscriptions.register("desk", ear.url(), ALL, BY);
        happens(CustomerId.next(), 3);
        assertThatThrownBy(() -> subscriptions.resume(issued.subscription().id(), BY)).isInstanceOf(NotTold.class);

        var verdict = subscriptions.verify(issued.subscription().id(), BY);

        assertThat(verdict.isVerified()).isTrue();
        assertThat(verdict.subscription().state()).isEqualTo(State.ACTIVE);
        heard(3);
        assertThat(ear.told).allSatisfy(told -> {
            assertThat(told.isBy(issued.secret())).isTrue();
            assertThat(told.isBy(Secrets.next())).isFalse();
            assertThat(told.id()).isEqualTo(told.json().path("id").asText());
            assertThat(told.contentType()).startsWith("application/cloudevents+json");
        });
        assertThat(audit(issued.subscription())).containsExactly("subscription.registered", "subscription.verified");
    }

    @Test
    void oneWhoDoesNotAnswerTheChallengeIsNotTold() {
        try (var stranger = new FakeSystem().answers(200, "", "welcome")) {
            var one = subscriptions.register("stranger", stranger.url(), ALL, BY).subscription();
            happens(CustomerId.next(), 1);

            var verdict = subscriptions.verify(one.id(), BY);

            assertThat(verdict.isVerified()).isFalse();
            assertThat(verdict.reason()).contains("challenge");
            assertThat(verdict.subscription().state()).isEqualTo(State.UNVERIFIED);
            assertThat(subscriptions.deliveries(one.id(), null, Long.MAX_VALUE, 10)).isEmpty();
        }
    }

    @Test
    void theEventsOfACustomerComeInOrderWhateverTheReceiverAnswers() {
        var calls = new AtomicInteger();
        ear.says(any -> Says.status(List.of(204, 500, 400, 204, 302).get(calls.getAndIncrement() % 5)));
        var one = verified(ALL);
        var customers = IntStream.range(0, 5).mapToObj(n -> CustomerId.next()).toList();
        IntStream.range(0, 40).forEach(n -> happens(customers.get(n % 5), 1));

        await().atMost(Duration.ofSeconds(60)).until(() -> fates(one, Fate.DELIVERED) == 40);

        customers.forEach(customer -> {
            var first = ear.told.stream().filter(told -> told.json().at("/data/customer").asText()
                    .equals(customer.toString())).map(Told::number).distinct().toList();
            assertThat(first).hasSize(8).isSorted();
        });
        assertThat(subscriptions.get(one.id()).failingSince()).isNull();
    }

    @Test
    void oneEventThatIsNotTakenHoldsUpItsCustomerAlone() {
        var odd = CustomerId.next();
        var other = CustomerId.next();
        ear.says(told -> Says.status(told.body().contains(odd.toString()) ? 422 : 204));
        var one = verified(ALL);
        happens(odd, 2);
        happens(other, 3);

        await().atMost(SOON).until(() -> fates(one, Fate.DELIVERED) == 3);
        var waiting = subscriptions.deliveries(one.id(), Fate.PENDING, Long.MAX_VALUE, 10);
        assertThat(waiting).hasSize(2);
        assertThat(waiting.getLast().status()).isEqualTo(422);
        assertThat(waiting.getLast().reason()).isEqualTo("HTTP 422");
        assertThat(waiting.getFirst().attempts()).isZero();
    }

    @Test
    void aReceiverWhoAsksForTimeGetsIt() {
        ear.says(any -> ear.told.size() == 1 ? new Says(503, "1", "", 0) : Says.status(200));
        var one = verified(ALL);
        var began = Instant.now();
        happens(CustomerId.next(), 1);

        await().atMost(SOON).until(() -> fates(one, Fate.DELIVERED) == 1);
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(1000));
        assertThat(ear.told).hasSize(2);
    }

    @Test
    void aReceiverWhoWantsNoMoreIsToldNoMore() {
        ear.says(any -> Says.status(410));
        var one = verified(ALL);
        happens(CustomerId.next(), 1);
        await().atMost(SOON).until(() -> subscriptions.get(one.id()).state() == State.STOPPED);
        assertThat(subscriptions.get(one.id()).reason()).contains("wants no more");

        ear.says(any -> Says.status(200));
        happens(CustomerId.next(), 1);
        subscriptions.resume(one.id(), BY);

        await().atMost(SOON).until(() -> fates(one, Fate.DELIVERED) == 2);
        assertThat(audit(one)).endsWith("subscription.stopped", "subscription.resumed");
    }

    @Test
    void whoFailsForTooLongIsToldNoMoreAndWhatHeMissedIsSentAgainOnRequest() {
        hub.close();
        hub = hub("casehub.events.webhooks.give-up=700ms");
        subscriptions = hub.get(Subscriptions.class);
        ear.says(any -> Says.status(500));
        var one = verified(ALL);
        happens(CustomerId.next(), 1);
        await().atMost(SOON).until(() -> subscriptions.get(one.id()).state() == State.STOPPED);
        var failed = subscriptions.deliveries(one.id(), Fate.FAILED, Long.MAX_VALUE, 10);
        assertThat(failed).hasSize(1);

        ear.says(any -> Says.status(200));
        subscriptions.repeat(one.id(), failed.getFirst().number(), BY);
        assertThat(subscriptions.verify(one.id(), BY).isVerified()).isTrue();

        await().atMost(SOON).until(() -> fates(one, Fate.DELIVERED) == 1);
        assertThatThrownBy(() -> subscriptions.repeat(one.id(), 4711, BY)).isInstanceOf(SubscriptionNotFound.class);
    }

    @Test
    void anAnswerThatDripsEndsAtItsTime() {
        ear.says(any -> new Says(200, "", "x".repeat(200), 100));
        var one = verified(ALL);
        happens(CustomerId.next(), 1);

        await().atMost(SOON).until(() -> subscriptions.deliveries(one.id(), null, Long.MAX_VALUE, 1).stream()
                .anyMatch(delivery -> String.valueOf(delivery.reason()).contains("no whole answer within 1 s")));
    }

    @Test
    void anotherSecretSignsBesideTheOneBeforeIt() {
        var one = verified(ALL);
        var next = subscriptions.renewSecret(one.id(), BY).secret();
        var last = subscriptions.renewSecret(one.id(), BY).secret();
        happens(CustomerId.next(), 1);
        heard(1);

        assertThat(ear.told.getFirst().isBy(next)).isTrue();
        assertThat(ear.told.getFirst().isBy(last)).isTrue();
        assertThat(ear.told.getFirst().signatures().split(" ")).hasSize(2);
    }

    @Test
    void whatHappensInAPauseIsToldAfterIt() {
        var one = verified(ALL);
        happens(CustomerId.next(), 2);
        heard(2);
        subscriptions.pause(one.id(), BY);
        happens(CustomerId.next(), 2);
        assertThat(subscriptions.verify(one.id(), BY).subscription().state()).isEqualTo(State.PAUSED);
        assertThat(ear.told).hasSize(2);

        subscriptions.resume(one.id(), BY);

        heard(4);
    }

    @Test
    void everythingIsToldOnceMoreFromATimeOn() throws Exception {
        var one = verified(ALL);
        var customer = CustomerId.next();
        happens(customer, 3);
        heard(3);
        Thread.sleep(20);
        var later = Instant.now();
        happens(customer, 4);
        heard(7);

        subscriptions.replay(one.id(), later, BY);

        heard(11);
        assertThat(ear.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 4L, 5L, 6L, 7L);
        subscriptions.replay(one.id(), Instant.now().plusSeconds(60), BY);
        DATABASE.jdbc().sql("update event_counter set pruned = 7").update();
        assertThatThrownBy(() -> subscriptions.replay(one.id(), Instant.parse("2026-01-01T00:00:00Z"), BY))
                .isInstanceOf(EventsGone.class);
    }

    @Test
    void whatIsForgottenBeforeItWasToldStopsTheSubscriptionWithAReason() {
        var one = verified(ALL);
        subscriptions.pause(one.id(), BY);
        happens(CustomerId.next(), 3);
        await().until(() -> DATABASE.jdbc().sql("select last from event_counter").query(Long.class).single() == 3);
        DATABASE.jdbc().sql("update event_counter set pruned = 2").update();

        subscriptions.resume(one.id(), BY);

        await().atMost(SOON).until(() -> subscriptions.get(one.id()).state() == State.STOPPED);
        assertThat(subscriptions.get(one.id()).reason()).contains("kept no more");
        assertThat(ear.told).isEmpty();
    }

    @Test
    void aPartnerHearsOfWhatIsSharedWithHimAndOfNothingElse() {
        var cases = hub.get(Cases.class);
        var shared = open(cases, "Shared");
        var other = open(cases, "Not shared");
        hub.get(Shares.class).share(shared, "parts-ltd", Instant.now().plusSeconds(600), "agent:ada");
        await().until(() -> DATABASE.jdbc().sql("select last from event_counter").query(Long.class).single() == 2);
        verified(new Choice(Set.of(), null, Set.of(), Set.of(), "parts-ltd", false));
        Stream.of(shared, other).forEach(id -> cases.comment(id, "We wait for the customer", true, "agent:ada",
                Optional.empty()));
        happens(CustomerId.next(), 1);
        cases.comment(shared, "Done", false, "agent:ada", Optional.empty());

        heard(2);
        assertThat(ear.told).allSatisfy(told -> {
            assertThat(told.json().at("/data/case").asText()).isEqualTo(shared.toString());
            assertThat(told.json().path("data").properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("case", "number", "status", "href");
            assertThat(told.json().has("partitionkey")).isFalse();
        });
    }

    @Test
    void twoNodesTellEachEventOnce() {
        var one = verified(ALL);
        var customers = IntStream.range(0, 10).mapToObj(n -> CustomerId.next()).toList();
        try (var other = hub()) {
            IntStream.range(0, 300).forEach(n -> happens(customers.get(n % 10), 1));

            await().atMost(Duration.ofSeconds(60)).until(() -> fates(one, Fate.DELIVERED) == 300);
        }
        assertThat(ear.numbers()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(ear.told.stream().collect(Collectors.groupingBy(told -> told.json().at("/data/customer").asText()))
                .values()).allSatisfy(ofOne -> assertThat(ofOne).extracting(Told::number).isSorted());
    }

    @Test
    void theNetworkTheHubIsInIsNotToldUnlessThatIsSet() {
        hub.close();
        hub = hub("casehub.events.webhooks.private-allowed=false");
        subscriptions = hub.get(Subscriptions.class);
        var within = ear.url().replace("http:", "https:");
        var one = subscriptions.register("within", within, ALL, BY).subscription();

        assertThat(subscriptions.verify(one.id(), BY).reason()).contains("no public address");
        assertThatThrownBy(() -> subscriptions.register("within", ear.url(), ALL, BY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> subscriptions.change(one.id(), any -> moved(any, "http://10.0.0.1/"), BY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoMovesIsVerifiedAnewAndWhoIsRemovedIsGone() {
        var one = verified(ALL);
        assertThat(subscriptions.change(one.id(), any -> moved(any, ear.url() + "/other"), BY).state())
                .isEqualTo(State.UNVERIFIED);

        subscriptions.remove(one.id(), BY);

        assertThatThrownBy(() -> subscriptions.get(one.id())).isInstanceOf(SubscriptionNotFound.class);
        assertThatThrownBy(() -> subscriptions.pause(one.id(), BY)).isInstanceOf(SubscriptionNotFound.class);
        assertThat(audit(one)).endsWith("subscription.changed", "subscription.removed");
    }

    private static Subscription moved(Subscription one, String url) {
        return new Subscription(one.id(), one.name(), url, one.choice(), one.state(), one.reason(), one.told(),
                one.failingSince(), one.by(), one.at());
    }

    private Subscription verified(Choice choice) {
        var one = subscriptions.register("desk", ear.url(), choice, BY).subscription();
        return subscriptions.verify(one.id(), BY).subscription();
    }

    private static CaseId open(Cases cases, String subject) {
        return cases.open(new OpenCase(null, null, subject, CaseStatus.NEW, Priority.NORMAL, null,
                new SourceRef("api", Entity.CASE, subject), "by hand", Instant.now()), "agent:ada").id();
    }

    private long fates(Subscription one, Fate fate) {
        return subscriptions.deliveries(one.id(), fate, Long.MAX_VALUE, 1000).size();
    }

    private void heard(int count) {
        await().atMost(SOON).until(() -> ear.told.size() >= count);
        assertThat(ear.told).hasSize(count);
    }

    private List<String> audit(Subscription one) {
        return hub.get(AuditTrail.class).of(new Subject("subscription", one.id().toString()), 0, 100).stream()
                .map(RecordedEntry::entry).map(entry -> entry.action()).toList();
    }

    private static Choice choice(Set<String> types) {
        return new Choice(types, null, Set.of(), Set.of(), null, false);
    }

    private static Rooms hub(String... more) {
        return Rooms.open(DATABASE, Path.of("mappings"), context -> TestPropertyValues
                .of("casehub.events.look=20ms", "casehub.events.webhooks.private-allowed=true",
                        "casehub.events.webhooks.first-retry=40ms", "casehub.events.webhooks.longest-retry=2s",
                        "casehub.events.webhooks.timeout=1s")
                .and(more)
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "hub" + UUID.randomUUID()),
                "audit", "ingest", "identity", "cases", "events");
    }

    private static void happens(CustomerId customer, int times) {
        DATABASE.transaction().executeWithoutResult(status -> IntStream.range(0, times)
                .forEach(n -> DATABASE.jdbc()
                        .sql("insert into event (type, customer_id, data) values ('customer.changed', ?, ?)")
                        .params(customer.value(), "{\"type\":\"customer.changed\",\"customer\":\"" + customer + "\"}")
                        .update()));
    }
}
