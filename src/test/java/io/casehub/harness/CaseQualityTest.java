package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.casehub.harness.CaseQuality.Held;
import io.casehub.landscape.company.Matter;
import io.casehub.landscape.company.Matter.Hint;
import io.casehub.landscape.company.Matter.Place;
import io.casehub.landscape.company.Truth.Key;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseQualityTest {

    private static final Place MAIL = new Place("email", "interaction", "a@b", Hint.NOTHING, true);
    private static final Place TICKET = new Place("crm", "case", "1", Hint.ORDER, false);
    private static final Place RETURN = new Place("erp", "case", "R1", Hint.FIELD, false);
    private static final Place DISPUTE = new Place("billing", "case", "DS-1", Hint.FIELD, false);
    private static final Place SECOND_MAIL = new Place("email", "interaction", "c@d", Hint.ORDER, false);
    private static final Place ALONE = new Place("crm", "case", "2", Hint.ORDER, false);
    private static final Place FIRST_TALK = new Place("email", "interaction", "e@f", Hint.NOTHING, false);
    private static final Place NEXT_TALK = new Place("email", "interaction", "g@h", Hint.THREAD, false);

    private static final List<Matter> MATTERS = List.of(
            new Matter(1, "damaged", 17, "B-1", List.of(MAIL, TICKET, RETURN)),
            new Matter(2, "invoice", 18, "B-2", List.of(SECOND_MAIL, DISPUTE)),
            new Matter(3, "conversation", 19, null, List.of(FIRST_TALK, NEXT_TALK)));
    private static final Map<Key, Integer> CUSTOMERS = Map.of(key(MAIL), 17, key(TICKET), 17, key(RETURN), 17,
            key(SECOND_MAIL), 18, key(DISPUTE), 18, key(ALONE), 17);

    @Test
    void whatIsHeldAsItIsIsPerfect() {
        var quality = measured(List.of(MAIL, TICKET, RETURN), List.of(SECOND_MAIL, DISPUTE), List.of(ALONE),
                List.of(FIRST_TALK, NEXT_TALK));

        assertThat(quality.precision()).isEqualTo(1);
        assertThat(quality.recall()).isEqualTo(1);
        assertThat(quality.joined()).isEqualTo(3 + 1 + 1);
        assertThat(quality.all()).isEqualTo(3 + 1);
        assertThat(quality.whole()).isEqualTo(quality.matters()).isEqualTo(2);
    }

    @Test
    void aCaseForEverythingMissesEveryPairAndJoinsNoWrongOne() {
        var quality = measured(List.of(MAIL), List.of(TICKET), List.of(RETURN), List.of(SECOND_MAIL),
                List.of(DISPUTE), List.of(ALONE));

        assertThat(quality.precision()).isEqualTo(1);
        assertThat(quality.recall()).isZero();
        assertThat(quality.whole()).isZero();
    }

    @Test
    void whatIsInNoCaseIsJoinedWithNothing() {
        var held = new HashMap<>(held(List.of(TICKET, RETURN), List.of(SECOND_MAIL, DISPUTE)));
        held.put(key(MAIL), new Held(null, null));
        held.put(key(ALONE), new Held(null, null));

        var quality = CaseQuality.of(MATTERS, CUSTOMERS, held);

        assertThat(quality.precision()).isEqualTo(1);
        assertThat(quality.recall()).isCloseTo(2 / 4.0, within(1e-9));
        assertThat(quality.whole()).isEqualTo(1);
    }

    @Test
    void aStrangerInACaseIsWrongWithEachThatIsInIt() {
        var quality = measured(List.of(MAIL, TICKET, RETURN, ALONE), List.of(SECOND_MAIL, DISPUTE));

        assertThat(quality.joined()).isEqualTo(6 + 1);
        assertThat(quality.wrong()).hasSize(3).anySatisfy(pair -> assertThat(pair).contains("crm:2 (alone)"));
        assertThat(quality.crossing()).isZero();
        assertThat(quality.precision()).isCloseTo(4 / 7.0, within(1e-9));
        assertThat(quality.recall()).isEqualTo(1);
        assertThat(quality.whole()).isEqualTo(1);
    }

    @Test
    void casesOfTwoCustomersThatAreJoinedAreCounted() {
        var quality = measured(List.of(MAIL, TICKET, RETURN, SECOND_MAIL), List.of(DISPUTE));

        assertThat(quality.wrong()).hasSize(3);
        assertThat(quality.crossing()).isEqualTo(3);
        assertThat(quality.recall()).isCloseTo(3 / 4.0, within(1e-9));
    }

    @Test
    void whatIsMissedIsToldByWhatThereWasToFindItBy() {
        var quality = measured(List.of(MAIL), List.of(TICKET, RETURN), List.of(SECOND_MAIL, DISPUTE));

        assertThat(quality.byEvidence()).containsOnlyKeys("FIELD + NOTHING, two hub customers, from a strange address",
                "ORDER + NOTHING, two hub customers, from a strange address");
        assertThat(quality.report()).contains("matter 1, order B-1: email:a@b and erp:R1");
    }

    @Test
    void whatTheHubHasNotIsTold() {
        var quality = measured(List.of(TICKET, RETURN));

        assertThat(quality.absent()).contains(key(MAIL), key(DISPUTE));
        assertThat(quality.all()).isEqualTo(1);
    }

    @SafeVarargs
    private static CaseQuality measured(List<Place>... cases) {
        return CaseQuality.of(MATTERS, CUSTOMERS, held(cases));
    }

    /** Each case belongs to a customer of its own. */
    @SafeVarargs
    private static Map<Key, Held> held(List<Place>... cases) {
        var held = new HashMap<Key, Held>();
        Arrays.stream(cases).forEach(places -> places
                .forEach(place -> held.put(key(place), new Held("case of " + places, "customer of " + places))));
        return held;
    }

    private static Key key(Place place) {
        return new Key(place.system(), place.entity(), place.key());
    }
}
