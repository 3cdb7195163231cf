package io.casehub.identity.matching;

import static io.casehub.identity.matching.Somebody.called;
import static io.casehub.identity.matching.Somebody.company;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CustomerKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A glance tells only those apart whom the comparison of all they say would tell apart too. */
class CeilingTest {

    private static final int PEOPLE = 900;
    private static final double ROUNDING = 0.001;
    private static final List<String> GIVEN = List.of("Ada", "Anna Maria", "Bob", "Robert", "A.", "Helene", "Helena",
            "Karl", "Weber", "Jo", "");
    private static final List<String> SURNAMES = List.of("Byron", "Biron", "Weber", "Webber", "Karl", "von Weber",
            "Lovelace", "Weber-Byron", "Meier");
    private static final List<String> FIRMS = List.of("Acme Bau", "Acme Pharma", "Zeta Pharma", "Acme", "AB", "Zetta",
            "Bau und Pharma", "Anton Bauer");
    private static final List<String> STREETS = List.of("Gartenweg 3", "Gartenweg", "Gratenweg 3", "Am Markt 12",
            "Hauptstraße 3", "Hauptstraße 12 Hinterhof");
    private static final List<String> CITIES = List.of("berlin", "berln", "hamburg", "bamberg");
    private static final List<String> POSTCODES = List.of("10115", "10117", "20095", "10151");
    private static final List<String> DAYS = List.of("1815-12-10", "1815-10-12", "1815-12-01", "1851-12-10",
            "1815-12-19", "1987-03-24", "181512", "1815-11-28", "1987-24-03");
    private static final List<String> MAILS = List.of("ada1@x.example", "ada2@x.example", "ada.byron@x.example",
            "ada.byron@y.example", "adabyron@y.example", "info@acme.example", "office@acme.example", "weber@x.example");
    private static final List<String> PHONES = List.of("030 5556677", "+49 30 5556677", "5556677", "030 5556678",
            "0171 7654321", "12345");
    private static final List<String> NUMBERS = List.of("47110815", "47110816", "74110815", "99887766", "4711");

    private final Random random = new Random(20261122);

    @ParameterizedTest
    @EnumSource
    void whoIsAStrangerAtAGlanceIsOneToTheComparison(CustomerKind kind) {
        var people = Stream.generate(() -> somebody(kind)).limit(PEOPLE).toList();
        for (var rules : List.of(Somebody.rules(), learnt(people))) {
            var matcher = new Matcher(rules);
            var ceiling = new Ceiling(rules.model(kind));
            var sketches = people.stream().map(matcher::sketch).toList();
            int strangers = 0;
            for (var one : sketches) {
                for (var other : sketches) {
                    var judgement = matcher.judge(one, other, false);
                    boolean areStrangers = matcher.areStrangers(one, other);
                    strangers += areStrangers ? 1 : 0;
                    boolean isGuarded = one.hard.length > 0 && other.hard.length > 0;
                    if (areStrangers && judgement.verdict() != Verdict.NEW
                            || !isGuarded && judgement.bits() > ceiling.bits(one, other) + ROUNDING) {
                        assertThat(judgement).as("%s and %s", one.profile, other.profile).isNull();
                    }
                }
            }
            assertThat(strangers).as("of all pairs").isGreaterThan(PEOPLE * PEOPLE / 50);
        }
    }

    private static MatchingRules learnt(List<Profile> people) {
        return Trainer.learn(Somebody.rules(), people, (one, other) -> true, PEOPLE * (PEOPLE - 1) / 2.0);
    }

    private Profile somebody(CustomerKind kind) {
        var made = kind == CustomerKind.PERSON
                ? called((any(GIVEN) + " " + any(SURNAMES) + any(List.of("", "", "", " Jr."))).strip())
                : company(any(FIRMS) + any(List.of("", " GmbH", " AG")));
        if (often()) {
            made.born(any(DAYS));
        }
        for (int place = 0; often() && place < 2; place++) {
            made.at(any(STREETS), any(CITIES), any(POSTCODES));
        }
        for (int contact = 0; often() && contact < 2; contact++) {
            made.email(any(MAILS)).phone(any(PHONES));
        }
        if (often()) {
            made.id(any(List.of("ssn", "ssn", "passport", "vat")), any(NUMBERS));
        }
        return made.profile();
    }

    private boolean often() {
        return random.nextInt(3) > 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
