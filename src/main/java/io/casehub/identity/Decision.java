package io.casehub.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.identity.Ruling.Word;
import io.casehub.identity.matching.Model.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ruling as it is written down: with what led to it.
 *
 * @param steps the sum of evidence, as JSON
 * @param because what spoke against a join although the bits were high enough, or why a person says
 * so
 * @param by {@code system:hub}, or who
 */
record Decision(Ruling ruling, String steps, @Nullable String because, String by) {

    private static final String HUB = "system:hub";

    /** What the model makes of two members. */
    static Decision byModel(Ruling ruling, List<Step> steps, @Nullable String because) {
        return new Decision(ruling, json(steps), because, HUB);
    }

    static Decision byPerson(long one, long other, boolean areSame, String by, String why) {
        return new Decision(new Ruling(Math.min(one, other), Math.max(one, other), areSame ? Word.SAME : Word.APART,
                null, "person", false), "[]", why, by);
    }

    private static String json(List<Step> steps) {
        var list = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> {
            var node = list.addObject().put("trait", step.trait().word()).put("level", step.level().word())
                    .put("bits", rounded(step.bits(), 1)).put("household", rounded(step.household(), 1));
            if (step.frequency() >= 0) {
                node.put("frequency", rounded(step.frequency(), 6));
            }
        });
        return list.toString();
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
