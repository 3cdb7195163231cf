package io.casehub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.view.Section;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = EventsIT.Room.class, webEnvironment = WebEnvironment.NONE, properties = {
        "casehub.events.followers=3", "casehub.events.look=20ms", "spring.datasource.hikari.connection-timeout=1000"})
class EventsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Wanted EVERYTHING = Wanted.EVERYTHING;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Events events;
    private final EventLog log;
    private final TransactionTemplate transaction;

    EventsIT(@Autowired Events events, @Autowired EventLog log, @Autowired TransactionTemplate transaction) {
        this.events = events;
        this.log = log;
        this.transaction = transaction;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        DATABASE.into(settings);
    }

    @Test
    void whatCommitsLateIsToldThenAndNotLost() throws Exception {
        var late = CustomerId.next();
        var early = CustomerId.next();
        var isWritten = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var following = events.follow(EVERYTHING, OptionalLong.empty())) {
            var slow = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
                log.add(List.of(change(late)));
                isWritten.countDown();
                await(mayCommit);
            }));
            isWritten.await();
            happens(change(early));
            var first = take(following, 1).getFirst();
            mayCommit.countDown();
            slow.join();
            var second = take(following, 1).getFirst();

            assertThat(first.customer()).isEqualTo(early);
            assertThat(second.customer()).isEqualTo(late);
            assertThat(second.number()).isEqualTo(first.number() + 1);
        }
    }

    @Test
    void everybodyHearsEverythingOnceAndInOneOrder() throws Exception {
        try (var one = events.follow(EVERYTHING, OptionalLong.empty());
                var other = events.follow(EVERYTHING, OptionalLong.empty())) {
            var writers = IntStream.range(0, 8).mapToObj(writer -> CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 25; n++) {
                    transaction.executeWithoutResult(status -> {
                        log.add(List.of(change(CustomerId.next()), change(CustomerId.next())));
                        pause(ThreadLocalRandom.current().nextInt(5));
                    });
                }
            })).toList();
            var heard = take(one, 400);
            writers.forEach(CompletableFuture::join);

            assertThat(take(other, 400)).isEqualTo(heard);
            assertThat(heard).extracting(Event::customer).doesNotHaveDuplicates();
            assertThat(heard).extracting(Event::number).containsExactlyElementsOf(
                    LongStream.range(0, 400).map(n -> heard.getFirst().number() + n).boxed().toList());
        }
    }

    @Test
    void oneGoesOnExactlyWhereOneWas() throws Exception {
        List<Event> before;
        try (var following = events.follow(EVERYTHING, OptionalLong.empty())) {
            happens(IntStream.range(0, 5).mapToObj(n -> change(CustomerId.next()))
                    .toArray(Happening[]::new));
            before = take(following, 5);
        }

        try (var again = events.follow(EVERYTHING, OptionalLong.of(before.get(1).number()))) {
            assertThat(take(again, 3)).isEqualTo(before.subList(2, 5));
        }
    }

    @Test
    void oneHearsWhatOneWants() throws Exception {
        var customer = CustomerId.next();
        var hubCase = CaseId.next();
        try (var ofCustomer = events.follow(Wanted.of(customer), OptionalLong.empty());
                var ofCase = events.follow(Wanted.of(hubCase), OptionalLong.empty())) {
            happens(change(CustomerId.next()), Happening.hubCase("case.opened", hubCase, customer, null),
                    Happening.merged(customer, CustomerId.next()));

            assertThat(take(ofCustomer, 2)).extracting(Event::type).containsExactly("case.opened", "customer.merged");
            assertThat(take(ofCase, 1)).extracting(Event::type).containsExactly("case.opened");
        }
    }

    @Test
    void whoIsMentionedHearsOfItAndOfNobodyElse() throws Exception {
        var hubCase = CaseId.next();
        try (var following = events.follow(new Wanted(Set.of(), Set.of(), null, "erika"), OptionalLong.empty())) {
            happens(Happening.mentioned(hubCase, null, "eri"), Happening.hubCase("case.changed", hubCase, null, null),
                    Happening.mentioned(hubCase, null, "erika"));

            assertThat(take(following, 1)).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("case.mentioned");
                assertThat(event.data()).contains(hubCase.toString(), "\"mentioned\":\"erika\"");
            });
        }
    }

    @Test
    void whatIsForgottenIsNotPassedOverInSilence() throws Exception {
        long seen;
        try (var following = events.follow(EVERYTHING, OptionalLong.empty())) {
            happens(change(CustomerId.next()), change(CustomerId.next()));
            seen = take(following, 2).getFirst().number();
        }

        log.prune(Duration.ofSeconds(-60), Long.MAX_VALUE);

        assertThatThrownBy(() -> events.follow(EVERYTHING, OptionalLong.of(seen))).isInstanceOf(EventsGone.class);
        assertThatThrownBy(() -> events.follow(EVERYTHING, OptionalLong.of(Long.MAX_VALUE)))
                .isInstanceOf(EventsGone.class);
        events.follow(EVERYTHING, OptionalLong.of(seen + 1)).close();
    }

    @Test
    void aNodeTakesSoManyFollowersAndNoMore() {
        var all = List.of(events.follow(EVERYTHING, OptionalLong.empty()),
                events.follow(EVERYTHING, OptionalLong.empty()), events.follow(EVERYTHING, OptionalLong.empty()));

        assertThatThrownBy(() -> events.follow(EVERYTHING, OptionalLong.empty()))
                .isInstanceOf(TooManyFollowers.class);

        all.forEach(Following::close);
        all.forEach(Following::close);
        events.follow(EVERYTHING, OptionalLong.empty()).close();
    }

    @Test
    void whoFollowsARetiredCustomerOrCaseHearsOfItsSurvivor() throws Exception {
        var retired = CustomerId.next();
        var survivor = CustomerId.next();
        var last = CustomerId.next();
        var part = CaseId.next();
        var whole = CaseId.next();
        try (var ofCustomer = events.follow(Wanted.of(retired), OptionalLong.empty());
                var ofCase = events.follow(Wanted.of(part), OptionalLong.empty())) {
            happens(change(survivor), Happening.merged(retired, survivor), change(survivor),
                    Happening.merged(survivor, last), change(last),
                    Happening.hubCase("case.changed", whole, null, null), Happening.mergedCase(part, whole, null),
                    Happening.hubCase("case.changed", whole, null, null));

            assertThat(take(ofCustomer, 4)).extracting(Event::customer).containsExactly(survivor, survivor, last,
                    last);
            assertThat(take(ofCase, 2)).extracting(Event::type).containsExactly("case.merged", "case.changed");
        }
    }

    @Test
    void aQueueHearsOfItsCasesAndOfThoseThatLeaveIt() throws Exception {
        var in = CaseId.next();
        var left = CaseId.next();
        var merged = CaseId.next();
        var wanted = new Wanted(Set.of(), Set.of(), "returns", null);
        try (var following = events.follow(wanted, OptionalLong.empty())) {
            happens(Happening.hubCase("case.changed", in, null, "{\"queue\":\"returns\"}"),
                    Happening.hubCase("case.changed", CaseId.next(), null, "{\"queue\":\"returns2\"}"),
                    Happening.hubCase("case.changed", left, null, "{\"queue\":\"x\",\"leftQueue\":\"returns\"}"),
                    change(CustomerId.next()), Happening.mergedCase(CaseId.next(), merged, null));

            assertThat(take(following, 3)).extracting(Event::hubCase).containsExactly(in, left, merged);
        }
    }

    private static Happening change(CustomerId customer) {
        return Happening.changed(customer, Set.of(Section.ORDERS));
    }

    private void happens(Happening... happenings) {
        transaction.executeWithoutResult(status -> log.add(List.of(happenings)));
    }

    private static List<Event> take(Following following, int count) throws InterruptedException {
        var taken = new ArrayList<Event>();
        while (taken.size() < count) {
            var came = following.next(PATIENCE);
            assertThat(came).as("what comes behind " + taken.size()).isNotEmpty();
            taken.addAll(came);
        }
        assertThat(taken).hasSize(count);
        return taken;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Import({EventLog.class, Feed.class, Events.class})
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
            TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class})
    static class Room {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
