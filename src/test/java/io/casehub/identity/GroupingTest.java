package io.casehub.identity;

import static io.casehub.identity.People.customer;
import static io.casehub.identity.People.full;
import static io.casehub.identity.People.groups;
import static io.casehub.identity.People.member;
import static io.casehub.identity.People.ref;
import static io.casehub.identity.People.thin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupingTest {

    @Test
    void theOldestCustomerSurvives() {
        var young = member(full("crm:1", "Ada Byron", "a@x.example"), 1);
        var old = member(full("erp:1", "Ada Byron", "a@x.example", "b@x.example"), 2);
        var fresh = member(full("billing:1", "Ada Byron", "b@x.example"), 3);

        var grouping = new Grouping(List.of(fresh, young), List.of(old), Map.of(customer(1), 20L, customer(2), 10L),
                List.of());

        assertThat(grouping.survivors()).isEqualTo(Map.of(customer(1), customer(2), customer(3), customer(2)));
        assertThat(grouping.edges()).hasSize(2);
    }

    @Test
    void aThinRecordStandsWithTheOneThatHoldsItsContact() {
        var ada = member(full("crm:1", "Ada Byron", "home@x.example"), 1);
        var mail = member(thin("email:home", "Somebody Else", "home@x.example"), 2);

        assertThat(standing(List.of(mail), List.of(ada))).containsExactly(Set.of("crm:1", "email:home"));
    }

    @Test
    void ofSeveralHoldersTheNameDecides() {
        var ada = member(full("crm:1", "Ada Byron", "home@x.example"), 1);
        var george = member(full("crm:2", "George Byron", "home@x.example"), 2);

        assertThat(standing(List.of(member(thin("email:home", "G. Byron", "home@x.example"), 3)), List.of(ada, george)))
                .containsExactlyInAnyOrder(Set.of("crm:1"), Set.of("crm:2", "email:home"));
        assertThat(standing(List.of(member(thin("email:home", "Family", "home@x.example"), 3)), List.of(ada, george)))
                .hasSize(3);
    }

    @Test
    void aThinRecordWhoseContactNobodyHoldsStandsAlone() {
        var one = member(thin("email:a", "Ada Byron", "a@x.example"), 1);
        var other = member(thin("chat:a", "Ada Byron", "a@x.example"), 2);

        assertThat(standing(List.of(one), List.of(other))).hasSize(2);
    }

    @Test
    void aThinRecordJoinsNobodyToAnybody() {
        var grouping = new Grouping(
                List.of(member(thin("email:a", "Ada Byron", "a@x.example"), 3)),
                List.of(member(full("crm:1", "Ada Byron", "a@x.example"), 1)), Map.of(), List.of());

        assertThat(grouping.edges()).isEmpty();
        assertThat(grouping.survivors()).isEmpty();
        assertThat(grouping.settled(ref("email:a")).own()).isEqualTo(customer(3));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        var expected = standing(crowd(), List.of());
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var crowd = crowd();
            Collections.shuffle(crowd, random);

            assertThat(standing(crowd, List.of())).as("seed " + seed).isEqualTo(expected);
        }
    }

    /** Shared addresses, households, thin senders, and chains that only the last link closes. */
    private static List<Member> crowd() {
        var random = new Random(42);
        var names = List.of("Ada Byron", "A. Byron", "George Byron", "Otto Blum", "Anna Blum", "A. Blum");
        var members = new ArrayList<Member>();
        for (int i = 0; i < 60; i++) {
            var name = names.get(random.nextInt(names.size()));
            var contact = "m" + random.nextInt(25) + "@x.example";
            members.add(member(random.nextInt(3) == 0
                    ? thin("email:" + i, name, contact)
                    : full("crm:" + i, name, contact, "m" + random.nextInt(25) + "@x.example"), i + 1));
        }
        return members;
    }

    private static Set<Set<String>> standing(List<Member> page, List<Member> others) {
        var all = new ArrayList<>(page);
        all.addAll(others);
        return groups(new Grouping(page, others, Map.of(), List.of()), all);
    }
}
