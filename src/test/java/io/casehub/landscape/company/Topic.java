package io.casehub.landscape.company;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;

/** A trouble customers have, in the words of several languages. */
public record Topic(Map<String, List<String>> subjects, Map<String, List<String>> texts) {

    /** A subject and a text, filled in. */
    public record Words(String subject, String text) {}

    public static List<Topic> all() {
        return Country.resource("topics.yaml", new TypeReference<>() {
        });
    }

    /**
     * @param language who speaks another than these three writes in English
     */
    public Words words(String language, String order, String product, String name, Chance chance) {
        var spoken = subjects.containsKey(language) ? language : "en";
        return new Words(filled(chance.oneOf(subjects.getOrDefault(spoken, List.of("?"))), order, product, name),
                filled(chance.oneOf(texts.getOrDefault(spoken, List.of("?"))), order, product, name));
    }

    private static String filled(String pattern, String order, String product, String name) {
        return pattern.replace("{order}", order).replace("{product}", product).replace("{name}", name);
    }
}
