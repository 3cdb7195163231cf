package io.casehub.identity;

import static io.casehub.identity.People.features;
import static io.casehub.identity.People.full;
import static io.casehub.identity.People.thin;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.identity.Matcher.Agreement;
import io.casehub.identity.Matcher.Rule;
import io.casehub.model.CustomerKind;
import io.casehub.model.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatcherTest {

    private static final Set<Identifier> DE1 = Set.of(new Identifier("vat", "DE1"));
    private static final Set<Identifier> DE2 = Set.of(new Identifier("vat", "DE2"));

    @Test
    void theSameNumberOfAnAuthorityIsTheSameCustomerWhateverTheName() {
        var one = features("crm:1", CustomerKind.ORGANISATION, "ACME", false, null, DE1);
        var other = features("erp:1", CustomerKind.PERSON, "Otto Blum", false, null, DE1);

        assertThat(rule(one, other)).contains(Rule.SAME_IDENTIFIER);
    }

    @Test
    void aSharedContactCountsOnlyWithACompatibleName() {
        var ada = full("crm:1", "Ada Byron", "home@x.example", "+491711234567");

        assertThat(rule(ada, full("erp:1", "A. Byron", "home@x.example"))).contains(Rule.SAME_CONTACT_AND_NAME);
        assertThat(rule(ada, full("erp:1", "Byron, Ada", "+491711234567"))).contains(Rule.SAME_CONTACT_AND_NAME);
        assertThat(rule(ada, full("erp:1", "George Byron", "home@x.example"))).isEmpty();
        assertThat(rule(ada, full("erp:1", "Ada Byron", "other@x.example"))).isEmpty();
        assertThat(rule(ada, features("erp:1", CustomerKind.ORGANISATION, "Ada Byron", false, null, Set.of(),
                "home@x.example"))).isEmpty();
    }

    @Test
    void twoBirthdaysOrTwoNumbersOfOneAuthorityAreTwoPeople() {
        var young = features("crm:1", CustomerKind.PERSON, "Ada Byron", false, "1990-01-01", DE1, "home@x.example");
        var old = features("erp:1", CustomerKind.PERSON, "Ada Byron", false, "1960-01-01", DE1, "home@x.example");
        var other = features("erp:2", CustomerKind.PERSON, "Ada Byron", false, null, DE2, "home@x.example");
        var elsewhere = features("erp:3", CustomerKind.PERSON, "Ada Byron", false, null,
                Set.of(new Identifier("duns", "2")), "home@x.example");

        assertThat(rule(young, old)).isEmpty();
        assertThat(rule(young, other)).isEmpty();
        assertThat(rule(young, elsewhere)).contains(Rule.SAME_CONTACT_AND_NAME);
    }

    @Test
    void aThinRecordAgreesWithNobody() {
        assertThat(rule(thin("email:a", "Ada Byron", "a@x.example"), full("crm:1", "Ada Byron", "a@x.example")))
                .isEmpty();
    }

    @Test
    void twoRecordsWithoutANameShareAContactAndNothingElse() {
        assertThat(rule(full("crm:1", "a@x.example", "a@x.example"), full("erp:1", "a@x.example", "a@x.example")))
                .isEmpty();
    }

    @Test
    void theAnswerIsTheSameWhicheverIsAskedFirst() {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            var one = any(random, "crm:1");
            var other = any(random, "erp:1");

            assertThat(rule(one, other)).as(one + " and " + other).isEqualTo(rule(other, one));
        }
    }

    private static Features any(Random random, String ref) {
        return features(ref, random.nextInt(5) == 0 ? CustomerKind.ORGANISATION : CustomerKind.PERSON,
                pick(random, List.of("Ada Byron", "A. Byron", "Ada B.", "A. Ada", "George Byron", "a@x.example")),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? pick(random, List.of("1990-01-01", "1991-01-01")) : null,
                pick(random, List.of(Set.<Identifier>of(), Set.<Identifier>of(), DE1, DE2)),
                pick(random, List.of("a@x.example", "b@x.example")));
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Optional<Rule> rule(Features one, Features other) {
        return Matcher.compare(one, other).map(Agreement::rule);
    }
}
