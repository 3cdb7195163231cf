package io.casehub.identity;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import io.casehub.identity.matching.Verdict;
import org.jspecify.annotations.Nullable;

/** What the model makes of two members. */
record Compared(Pair pair, Judgement judgement, Sketch one, Sketch other) {

    boolean areNothingToEachOther() {
        return judgement.verdict() == Verdict.NEW;
    }

    /** @param before what stands of them; {@code null} where nothing does */
    boolean isNews(@Nullable Ruling before, String version) {
        return before == null ? !areNothingToEachOther() : !before.outlasts(judgement.verdict(), version);
    }

    Decision decision(Matcher matcher) {
        var ruling = new Ruling(pair.one(), pair.other(), Ruling.Word.of(judgement.verdict().word()), judgement.bits(),
                matcher.rules().version(), false);
        return Decision.byModel(ruling, matcher.steps(judgement, one, other), judgement.because());
    }
}
