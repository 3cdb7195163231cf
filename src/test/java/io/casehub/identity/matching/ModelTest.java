package io.casehub.identity.matching;

import static io.casehub.identity.matching.Somebody.called;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.casehub.mapping.Spot;
import io.casehub.model.CustomerKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {

    private final MatchingRules rules = MatchingFile.read(Spot.read(Path.of("mappings/matching.yaml")));
    private final Model model = rules.model(CustomerKind.PERSON);

    @Test
    void theStepsAddUpToWhatIsDecidedBy() {
        var one = called("Ada Byron").born("1815-12-10").at("Hauptstraße 12", "berlin", "10115").profile();
        var other = called("Ada Biron").born("1815-12-10").at("Hauptstraße 12", "berlin", "10117").profile();
        var pattern = compared(one, other);
        var nothing = model.odds(Pattern.NOTHING);

        var odds = model.odds(pattern, model.shares(one), model.shares(other));
        var steps = model.steps(pattern, model.shares(one), model.shares(other));

        assertThat(steps.stream().mapToDouble(Model.Step::bits).sum()).isCloseTo(odds.strangers() - nothing.strangers(),
                within(1e-9));
        assertThat(steps.stream().mapToDouble(Model.Step::household).sum())
                .isCloseTo(odds.household() - nothing.household(), within(1e-9));
    }

    @Test
    void whoAgreesInPostcodeAndCityHasNotSaidTwoThings() {
        var postcode = model.odds(Pattern.NOTHING.with(Trait.POSTCODE, Level.EXACT)).strangers();
        var city = model.odds(Pattern.NOTHING.with(Trait.CITY, Level.EXACT)).strangers();
        var nothing = model.odds(Pattern.NOTHING).strangers();

        var both = model.odds(Pattern.NOTHING.with(Trait.POSTCODE, Level.EXACT).with(Trait.CITY, Level.EXACT));

        assertThat(both.strangers()).isGreaterThan(postcode).isLessThan(postcode + (city - nothing) / 2);
    }

    @Test
    void namesakesOfOneHomeAreBornOnOtherDays() {
        var day = Pattern.NOTHING.with(Trait.BIRTH_DATE, Level.EXACT);

        double twins = model.odds(day).household() - model.odds(Pattern.NOTHING).household();
        double namesakes = model.odds(day.with(Trait.GIVEN_NAME, Level.EXACT)).household()
                - model.odds(Pattern.NOTHING.with(Trait.GIVEN_NAME, Level.EXACT)).household();

        assertThat(namesakes).isGreaterThan(twins + 5);
    }

    @Test
    void aSlipMakesANameThatHardlyAnybodyHas() {
        var names = new Frequencies(Map.of(Trait.SURNAME,
                Map.of("meier", 0.02, "meyer", 0.015, "byron", 0.001, Frequencies.ANY_OTHER, 0.00001)));
        var counted = new Model(CustomerKind.PERSON, model.prior(), model.household(), model.places(), model.chances(),
                names);

        assertThat(bits(counted, "Ada Meier", "Ada Meyer")).isLessThan(bits(counted, "Ada Meier", "Ada Meiyer") - 5);
        assertThat(bits(counted, "Ada Byron", "Ada Biron")).isCloseTo(bits(model, "Ada Byron", "Ada Biron"),
                within(1e-9));
    }

    private double bits(Model judge, String name, String other) {
        var one = called(name).profile();
        var two = called(other).profile();
        return judge.odds(compared(one, two), judge.shares(one), judge.shares(two)).strangers();
    }

    private Pattern compared(Profile one, Profile other) {
        var matcher = new Matcher(rules);
        return Comparison.compare(matcher.sketch(one), matcher.sketch(other));
    }
}
