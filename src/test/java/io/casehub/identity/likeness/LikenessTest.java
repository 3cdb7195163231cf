package io.casehub.identity.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.identity.laboratory.NamePairs;
import io.casehub.identity.matching.Verdict;
import io.casehub.model.CustomerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final Path PAIRS = Path.of("src/test/resources/identity/name-pairs.csv");

    @Test
    void pairsOfNamesAreJudgedAsPeopleWouldAndEitherWayRound() throws IOException {
        var pairs = NamePairs.read(PAIRS, Optional.empty());
        var expected = Files.readAllLines(PAIRS).stream().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
        var wrong = new ArrayList<String>();

        for (int row = 0; row < pairs.size(); row++) {
            var pair = pairs.get(row);
            var likeness = pair.likeness();
            var back = Likeness.of(pair.right(), pair.left(), likeness.kind());
            if (!likeness.verdict().word().equals(expected.get(row)) || back.verdict() != likeness.verdict()) {
                wrong.add(pair + " " + likeness.score() + " " + back.score() + " " + likeness.explanation());
            }
        }

        assertThat(pairs).hasSizeGreaterThan(700);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theReasonIsSaidInWords() {
        assertThat(Likeness.of("Bob Miller", "Robert Miller", CustomerKind.PERSON).explanation())
                .isEqualTo("given name: bob and robert: one is short for the other; surname: miller");
        assertThat(Likeness.of("IBM", "International Business Machines", CustomerKind.ORGANISATION).explanation())
                .contains("the initials of the other");
    }

    @Test
    void whatHasNoWordIsLikeNothing() {
        assertThat(Likeness.of("", "", CustomerKind.PERSON).verdict()).isEqualTo(Verdict.NEW);
        assertThat(Likeness.of(" - ", "Ada Byron", CustomerKind.PERSON).verdict()).isEqualTo(Verdict.NEW);
        assertThat(Likeness.of("?", "!", CustomerKind.ORGANISATION).verdict()).isEqualTo(Verdict.NEW);
    }

    @Test
    void theKindIsSeenFromTheNames() {
        assertThat(Likeness.kind("Acme GmbH", "Acme")).isEqualTo(CustomerKind.ORGANISATION);
        assertThat(Likeness.kind("Ada Byron", "A. Byron")).isEqualTo(CustomerKind.PERSON);
    }
}
