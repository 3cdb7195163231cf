package io.casehub.identity.matching;

import static io.casehub.identity.matching.Somebody.called;
import static io.casehub.identity.matching.Somebody.company;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is one customer, with the rules as they are shipped. */
class RosterTest {

    private final MatchingRules rules = Somebody.rules();
    private final Matcher matcher = new Matcher(rules);

    @Test
    void anyOrderOfArrivalMakesTheSameGroups() {
        var people = people(new Random(3), 60);
        var first = groups(people, new ArrayList<>(people));

        for (int seed = 1; seed <= 25; seed++) {
            var shuffled = new ArrayList<>(people);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(groups(people, shuffled)).as("shuffled with %d", seed).isEqualTo(first);
        }
        assertThat(first).hasSizeLessThan(people.size());
    }

    @Test
    void aJudgementIsTheSameWhicheverIsAskedFirst() {
        var people = people(new Random(5), 40);

        for (var one : people) {
            for (var other : people) {
                var judgement = matcher.judge(one, other);
                var back = matcher.judge(other, one);
                assertThat(back.verdict()).isEqualTo(judgement.verdict());
                assertThat(back.bits()).isEqualTo(judgement.bits());
            }
        }
    }

    @Test
    void whatOneDoesNotSayCountsNeitherWay() {
        var one = called("Ada Byron").born("1815-12-10").email("ada@x.example").profile();
        var thin = called("Ada Byron").born("1815-12-10").profile();
        var thinToo = called("Ada Byron").born("1815-12-10").profile();

        assertThat(matcher.judge(one, thin).bits()).isEqualTo(matcher.judge(thin, thinToo).bits());
    }

    @Test
    void aHouseholdIsNotOneCustomer() {
        var father = called("Karl Weber").born("1950-03-01").phone("030 5556677").at("Gartenweg 3", "berlin", "10115")
                .email("weber@x.example");
        var mother = called("Anna Weber").born("1952-07-21").phone("030 5556677").at("Gartenweg 3", "berlin", "10115")
                .email("weber@x.example");
        var son = called("Karl Weber").born("1980-11-05").phone("030 5556677").at("Gartenweg 3", "berlin", "10115")
                .email("weber@x.example");

        assertThat(verdict(father, mother)).isNotEqualTo(Verdict.JOIN);
        assertThat(verdict(father, son)).isNotEqualTo(Verdict.JOIN);
        assertThat(verdict(father, called("Karl Weber").born("1950-03-01").email("weber@x.example")))
                .isEqualTo(Verdict.JOIN);
    }

    @Test
    void oneSharedValueAloneJoinsNobody() {
        assertThat(verdict(called("Ada Byron").phone("030 5556677"), called("George Gordon").phone("030 5556677")))
                .isNotEqualTo(Verdict.JOIN);
        assertThat(verdict(company("Acme Bau GmbH").email("info@haus.example"),
                company("Zeta Pharma AG").email("info@haus.example")))
                .isNotEqualTo(Verdict.JOIN);
    }

    @Test
    void twoValidNumbersOfOneRegisterAreNeverOneCustomer() {
        var one = company("Acme GmbH").id("vat", "DE136695976").phone("030 5556677").at("Gartenweg 3", "berlin",
                "10115");
        var other = company("Acme GmbH").id("vat", "DE129273398").phone("030 5556677").at("Gartenweg 3", "berlin",
                "10115");

        assertThat(verdict(one, other)).isEqualTo(Verdict.NEVER);
    }

    private Verdict verdict(Somebody one, Somebody other) {
        return matcher.judge(one.profile(), other.profile()).verdict();
    }

    /** The groups that a roster makes, as the places of their members among the people. */
    private Set<Set<Integer>> groups(List<Profile> people, List<Profile> order) {
        var roster = new Roster(rules, (one, other) -> true);
        order.forEach(profile -> roster.add(profile, (one, other, judgement) -> {
        }));
        var groups = new HashMap<Integer, Set<Integer>>();
        for (int number = 0; number < order.size(); number++) {
            var profile = order.get(number);
            groups.computeIfAbsent(roster.group(number), any -> new HashSet<>()).add(people.indexOf(profile));
        }
        return new HashSet<>(groups.values());
    }

    /** Households of two with two or three records each, some with a slip or without a contact. */
    private static List<Profile> people(Random random, int count) {
        var people = new ArrayList<Profile>();
        var given = List.of("Ada", "Karl", "Martha", "Georg", "Helene", "Oskar");
        for (int home = 0; people.size() < count; home++) {
            var surname = "Weber" + (char) ('a' + home % 26) + (char) ('a' + home / 3 % 26) + "er";
            for (int member = 0; member < 2; member++) {
                var name = given.get(random.nextInt(given.size()));
                var born = "19%02d-0%d-1%d".formatted(40 + random.nextInt(50), 1 + random.nextInt(9),
                        random.nextInt(9));
                for (int record = 0; record < 2 + random.nextInt(2); record++) {
                    var slipped = random.nextInt(4) == 0 ? surname.substring(1) : surname;
                    var made = called(name + " " + slipped).born(born)
                            .at("Gartenweg " + (home + 1), "berlin", String.valueOf(10_000 + home))
                            .id("row", home + "-" + member + "-" + record);
                    people.add(
                            random.nextBoolean() ? made.phone("030 55%05d".formatted(home)).profile() : made.profile());
                }
            }
        }
        return people;
    }
}
