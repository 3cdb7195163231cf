package io.casehub.identity.matching;

import static io.casehub.identity.matching.Somebody.called;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockingTest {

    @Test
    void allPartsOfARuleMustAgree() {
        var blocking = Blocking.of(List.of(List.of(KeyPart.SURNAME, KeyPart.BIRTH_YEAR)), 10);
        var ada = called("Ada Byron").born("1815-12-10");

        assertThat(meet(blocking, ada, called("George Byron").born("1815-01-01"))).isTrue();
        assertThat(meet(blocking, ada, called("George Byron").born("1788-01-22"))).isFalse();
        assertThat(blocking.keys(called("Ada Byron").profile()).all()).isEmpty();
    }

    @Test
    void swappedNamesMeet() {
        var blocking = Blocking.of(List.of(List.of(KeyPart.NAME_SOUND, KeyPart.NAME_SOUND)), 10);

        assertThat(meet(blocking, called("Ada Byron"), called("Byron Ada"))).isTrue();
        assertThat(meet(blocking, called("Ada Byron"), called("Ada Lovelace"))).isFalse();
    }

    @Test
    void aKeyIsThereOnce() {
        var blocking = Blocking.of(List.of(List.of(KeyPart.PHONE), List.of(KeyPart.PHONE_TAIL, KeyPart.SURNAME)), 10);
        var keys = blocking.keys(called("Ada Byron").phone("030 1234567").phone("030 1234567").profile()).all();

        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aKeyThatManyHaveIsNotLookedUp() {
        var blocks = new Blocks(Somebody.rules(), (one, other) -> true);
        var name = called("Ada Byron").profile();
        int most = 0;
        for (int number = 0; number < 100; number++) {
            most = Math.max(most, blocks.meet(number, name).length);
        }

        assertThat(most).isBetween(60, 61);
    }

    @Test
    void aNarrowerKeyIsDueWhereEveryWiderOneIsCrowded() {
        var blocking = Blocking.of(List.of(List.of(KeyPart.SURNAME, KeyPart.BIRTH_DATE, KeyPart.CITY),
                List.of(KeyPart.SURNAME), List.of(KeyPart.BIRTH_DATE, KeyPart.SURNAME), List.of(KeyPart.CITY)), 10);
        var keys = blocking.keys(called("Ada Byron").born("1815-12-10").at("Gartenweg 3", "berlin", "10115").profile());
        long surname = keys.all()[0];
        long city = keys.all()[1];
        long surnameAndDay = keys.all()[2];
        long allThree = keys.all()[3];

        assertThat(keys.widest()).containsExactly(surname, city);
        assertThat(keys.due(Set.of(city)::contains)).containsExactly(surname, city);
        assertThat(keys.due(Set.of(surname)::contains)).containsExactly(surname, city, surnameAndDay);
        assertThat(keys.due(Set.of(surname, city, surnameAndDay)::contains)).containsExactly(surname, city,
                surnameAndDay, allThree);
        assertThat(keys.within(Set.of(surnameAndDay)::contains, Set.of(surname, city, surnameAndDay)::contains))
                .containsExactly(allThree);
    }

    @Test
    void whoHasACrowdedNameMeetsThoseWhoShareMoreThanIt() {
        var blocks = new Blocks(Somebody.rules(), (one, other) -> true);
        for (int number = 0; number < 90; number++) {
            blocks.meet(number, called("Ada Byron").born("19%02d-05-11".formatted(number)).profile());
        }

        assertThat(blocks.meet(90, called("Ada Byron").born("1939-05-11").profile())).containsExactly(39);
    }

    @Test
    void tensOfThousandsOfKeysAreFoundAgain() {
        var blocks = new Blocks(Somebody.rules(), (one, other) -> true);
        for (int number = 0; number < 5_000; number++) {
            blocks.meet(number, called("Ada").id("ssn", String.valueOf(1_000_000 + number)).profile());
        }

        assertThat(blocks.meet(5_000, called("Zoe").id("ssn", "1002345").profile())).containsExactly(2345);
    }

    private static boolean meet(Blocking blocking, Somebody one, Somebody other) {
        var keys = blocking.keys(one.profile()).all();
        return Arrays.stream(blocking.keys(other.profile()).all())
                .anyMatch(key -> Arrays.stream(keys).anyMatch(mine -> mine == key));
    }
}
