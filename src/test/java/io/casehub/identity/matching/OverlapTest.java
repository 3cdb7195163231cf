package io.casehub.identity.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final int PAIRS = 100_000;

    private final Random random = new Random(5);
    private final Overlap overlap = new Overlap();

    @Test
    void whereOneFollowsFromTheOtherNothingIsLeftOfIt() {
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean isNear = random.nextInt(50) == 0;
            overlap.add(places(isNear, isNear), 1);
        }

        assertThat(overlap.left(0.5)).isCloseTo(0, within(0.01));
    }

    @Test
    void whereNeitherFollowsFromTheOtherBothCountWhole() {
        for (int pair = 0; pair < PAIRS; pair++) {
            overlap.add(places(random.nextInt(20) == 0, random.nextInt(20) == 0), 1);
        }

        assertThat(overlap.left(0)).isGreaterThan(0.9);
    }

    @Test
    void whatWasNeverSeenIsAnsweredAsAssumed() {
        overlap.add(Pattern.NOTHING.with(Trait.CITY, Level.EXACT), 1);

        assertThat(overlap.left(0.3)).isCloseTo(0.3, within(1e-9));
    }

    private static Pattern places(boolean isOneCity, boolean isOnePostcode) {
        return Pattern.NOTHING.with(Trait.CITY, isOneCity ? Level.EXACT : Level.DIFFERENT)
                .with(Trait.POSTCODE, isOnePostcode ? Level.EXACT : Level.DIFFERENT);
    }
}
