package io.casehub.landscape.company;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;

/**
 * A trouble that shows in several systems, and how it is spoken of in each.
 *
 * @param ways where it may stand, in the order in which it gets there
 * @param calls what an agent types who is rung up
 */
record Trouble(String kind, List<List<String>> ways, Map<String, List<String>> subjects,
        Map<String, List<String>> texts, List<String> calls, Claim dispute, Claim inquiry,
        @JsonProperty("return") Claim goodsBack) {

    /** How the back office files it. */
    record Claim(String reason, List<String> texts) {}

    static List<Trouble> all() {
        return Country.resource("troubles.yaml", new TypeReference<>() {
        });
    }

    String subject(String language, Chance chance) {
        return chance.oneOf(subjects.getOrDefault(spoken(language), List.of("?")));
    }

    String text(String language, String product, Chance chance) {
        return chance.oneOf(texts.getOrDefault(spoken(language), List.of("?"))).replace("{product}", product);
    }

    String call(String product, Chance chance) {
        return chance.oneOf(calls).replace("{product}", product);
    }

    /** Who speaks another language than these three writes in English. */
    static String spoken(String language) {
        return List.of("de", "fr").contains(language) ? language : "en";
    }
}
