package io.casehub.landscape.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.landscape.company.Matter.Hint;
import io.casehub.landscape.company.Matter.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MattersTest {

    private static final Company COMPANY = Company.generate(20240017, 2000, LocalDate.of(2026, 6, 1));
    private static final List<Matter> SPREAD = COMPANY.matters().stream().filter(Matter::spreads).toList();
    private static final Set<Hint> BLIND = Set.of(Hint.NOTHING, Hint.MISTYPED, Hint.OTHER_ORDER);
    private static final Map<String, Instant> OPENED = opened();

    @Test
    void atLeastThreeHundredStandInSeveralSystems() {
        assertThat(SPREAD).hasSizeGreaterThan(300)
                .allSatisfy(matter -> assertThat(matter.places()).hasSizeBetween(2, 8));
        assertThat(counted(SPREAD.stream().map(Matter::kind).toList()))
                .containsOnlyKeys("delivery", "damaged", "invoice", "withdrawal")
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(40));
        assertThat(counted(places().stream().map(Place::system).toList()))
                .allSatisfy((system, count) -> assertThat(count).isGreaterThan(60)).hasSize(5);
    }

    @Test
    void everyPlaceIsThereAndBelongsToOneMatter() {
        var all = COMPANY.matters().stream().flatMap(matter -> matter.places().stream()).map(MattersTest::named)
                .toList();

        assertThat(all).doesNotHaveDuplicates();
        assertThat(OPENED.keySet()).containsAll(all);
    }

    @Test
    void aMatterIsOverWithinTwoWeeks() {
        assertThat(SPREAD).allSatisfy(matter -> {
            var times = matter.places().stream().map(place -> Objects.requireNonNull(OPENED.get(named(place))))
                    .sorted().toList();

            assertThat(Duration.between(times.getFirst(), times.getLast())).isLessThan(Duration.ofDays(15));
        });
    }

    @Test
    void mostPlacesTellWhatTheyAreAboutAndFewDoNot() {
        var hints = counted(places().stream().map(place -> place.hint().name()).toList());

        for (var hint : Hint.values())
            assertThat(hints).containsKey(hint.name());
        var blind = places().stream().filter(place -> BLIND.contains(place.hint())).count();
        assertThat((double) blind / places().size()).isBetween(0.01, 0.05);
    }

    @Test
    void whoReadsEveryNumberRightFindsMostOfIt() {
        var all = SPREAD.stream().mapToLong(matter -> pairs(matter.places().size())).sum();
        var told = SPREAD.stream().mapToLong(matter -> pairs(legible(matter, true))).sum();
        var surely = SPREAD.stream().mapToLong(matter -> pairs(legible(matter, false))).sum();

        assertThat((double) told / all).isBetween(0.92, 0.98);
        assertThat((double) surely / all).isGreaterThan(0.9);
    }

    /** How many places say which order they are about; who answers a mail says what that said. */
    private static int legible(Matter matter, boolean strangersToo) {
        var legible = 0;
        var mail = false;
        for (var place : matter.places()) {
            var says = place.hint() == Hint.THREAD ? mail : !BLIND.contains(place.hint());
            if (place.system().equals("email"))
                mail = says;
            if (says && (strangersToo || !place.stranger()))
                legible++;
        }
        return legible;
    }

    private static long pairs(int places) {
        return places * (places - 1L) / 2;
    }

    @Test
    void noTroublesWithOneOrderAreNearEachOther() {
        var troubles = SPREAD.stream().collect(Collectors.groupingBy(Matter::order));

        assertThat(troubles.values().stream().filter(list -> list.size() > 1)).hasSizeGreaterThan(10)
                .allSatisfy(list -> {
                    var starts = list.stream().map(MattersTest::start).sorted().toList();
                    for (var i = 1; i < starts.size(); i++)
                        assertThat(Duration.between(starts.get(i - 1), starts.get(i)))
                                .isGreaterThan(Duration.ofDays(60));
                });
    }

    @Test
    void someCustomersHaveTwoAtATime() {
        var pairs = 0;
        for (var mine : SPREAD.stream().collect(Collectors.groupingBy(Matter::customer)).values()) {
            var starts = mine.stream().map(MattersTest::start).sorted().toList();
            for (var i = 1; i < starts.size(); i++)
                pairs += Duration.between(starts.get(i - 1), starts.get(i)).toDays() < 14 ? 1 : 0;
        }

        assertThat(pairs).isGreaterThan(15);
    }

    @Test
    void anErrorSometimesHitsAnotherOrder() {
        var orders = COMPANY.orders().stream().map(Order::no).collect(Collectors.toSet());
        var hit = 0;
        for (var ticket : COMPANY.tickets()) {
            var matter = SPREAD.stream().filter(one -> one.places().stream()
                    .anyMatch(place -> place.system().equals("crm") && place.key().equals(String.valueOf(ticket.id()))))
                    .findFirst();
            var ref = ticket.orderRef();
            if (ref != null && matter.isPresent() && !ref.equals(matter.get().order()) && orders.contains(ref))
                hit++;
        }

        assertThat(hit).isPositive();
    }

    private static List<Place> places() {
        return SPREAD.stream().flatMap(matter -> matter.places().stream()).toList();
    }

    private static Instant start(Matter matter) {
        return matter.places().stream().map(place -> Objects.requireNonNull(OPENED.get(named(place))))
                .min(Instant::compareTo).orElseThrow();
    }

    private static String named(Place place) {
        return place.system() + ":" + place.entity() + ":" + place.key();
    }

    private static Map<String, Long> counted(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Instant> opened() {
        var opened = new HashMap<String, Instant>();
        COMPANY.tickets().forEach(ticket -> opened.put("crm:case:" + ticket.id(), ticket.created()));
        COMPANY.disputes().forEach(dispute -> opened.put("billing:case:" + dispute.no(), dispute.opened()));
        COMPANY.returns().forEach(goods -> opened.put("erp:case:" + goods.no(), goods.changed()));
        COMPANY.inquiries().forEach(inquiry -> opened.put("shipping:case:" + inquiry.id(), inquiry.opened()));
        COMPANY.letters().forEach(letter -> opened.put("email:interaction:" + letter.messageId(), letter.at()));
        return opened;
    }
}
