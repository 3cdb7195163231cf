package io.casehub.identity.matching;

import io.casehub.identity.matching.Model.Chance;
import io.casehub.identity.matching.Model.Home;
import io.casehub.identity.normal.EmailRules;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code matching.yaml} and the file of frequencies beside it. What cannot be used is told
 * with its line.
 */
public final class MatchingFile {

    private static final double MOST = 1;

    private MatchingFile() {}

    /** @throws io.casehub.mapping.FileBroken with the place of what cannot be used */
    public static MatchingRules read(Spot file) {
        file.fields("version", "frequencies", "decide", "identifiers", "emails", "phones", "block", "models");
        var decide = file.get("decide");
        decide.fields("join", "review");
        var join = number(decide.get("join"));
        var review = number(decide.get("review"));
        if (review > join) {
            throw decide.wrong("review stands at or below join");
        }
        var blocking = new EnumMap<CustomerKind, Blocking>(CustomerKind.class);
        var models = new EnumMap<CustomerKind, Model>(CustomerKind.class);
        var terms = file.find("frequencies").map(Terms::read).orElse(Terms.none());
        for (var kind : CustomerKind.values()) {
            blocking.put(kind, blocking(file.get("block"), kind));
            models.put(kind, model(file.get("models").get(kind.word()), kind, terms.of(kind)));
        }
        return new MatchingRules(file.get("version").text(), join, review,
                Set.copyOf(file.find("identifiers").map(said -> said.get("hard").texts()).orElse(List.of())),
                file.find("emails").map(MatchingFile::emails).orElse(EmailRules.usual()),
                file.find("phones").map(said -> said.get("region").text()).orElse(null), blocking, models);
    }

    private static EmailRules emails(Spot said) {
        var fields = said.fields("plus-tags", "dotless", "aliases");
        var usual = EmailRules.usual();
        return new EmailRules(
                Optional.ofNullable(fields.get("plus-tags")).map(tags -> tags.text().equals("drop"))
                        .orElse(usual.dropPlusTags()),
                Optional.ofNullable(fields.get("dotless")).map(domains -> Set.copyOf(domains.texts()))
                        .orElse(usual.dotlessDomains()),
                usual.domainAliases());
    }

    private static Blocking blocking(Spot said, CustomerKind kind) {
        said.fields("largest", CustomerKind.PERSON.word(), CustomerKind.ORGANISATION.word());
        var rules = said.get(kind.word()).items().stream()
                .map(rule -> rule.items().stream().map(MatchingFile::part).toList()).toList();
        if (rules.isEmpty()) {
            throw said.wrong("without a rule for " + kind.word() + " nobody would ever be compared");
        }
        return Blocking.of(rules, (int) number(said.get("largest")));
    }

    private static KeyPart part(Spot said) {
        try {
            return KeyPart.of(said.text());
        } catch (IllegalArgumentException e) {
            throw said.wrong(e.getMessage() + "; there are "
                    + String.join(", ", Arrays.stream(KeyPart.values()).map(KeyPart::word).toList()));
        }
    }

    private static Model model(Spot said, CustomerKind kind, Frequencies frequencies) {
        var chances = Model.empty();
        var missing = new HashSet<>(Arrays.asList(Trait.ALL));
        said.get("traits").fields().forEach((name, spot) -> {
            var trait = missing.stream().filter(known -> known.word().equals(name)).findFirst()
                    .orElseThrow(() -> spot.wrong("there is no trait " + name));
            missing.remove(trait);
            chances.put(trait, levels(trait, spot));
        });
        said.fields("prior", "household", "places", "traits");
        return new Model(kind, chance(said.get("prior")), chance(said.get("household")), share(said.get("places")),
                chances, frequencies);
    }

    private static Map<Level, Chance> levels(Trait trait, Spot all) {
        var levels = new EnumMap<Level, Chance>(Level.class);
        var usual = new Home.Common(all.find("shared").map(MatchingFile::share)
                .orElse(trait.kind() == Trait.Kind.ADDRESS ? MOST : 0));
        all.fields().entrySet().stream().filter(field -> !field.getKey().equals("shared")).forEach(field -> {
            var name = field.getKey();
            var spot = field.getValue();
            var level = CodeWord.find(Level.class, name).filter(trait.levels()::contains)
                    .orElseThrow(() -> spot.wrong(trait.word() + " knows no level " + name + "; it knows "
                            + String.join(", ", trait.levels().stream().map(Level::word).toList())));
            spot.fields("m", "u", "h");
            levels.put(level, new Chance(chance(spot.get("m")), chance(spot.get("u")),
                    spot.find("h").<Home>map(said -> new Home.Usual(chance(said))).orElse(usual)));
        });
        return levels;
    }

    private static double chance(Spot said) {
        double chance = number(said);
        if (chance <= 0 || chance > MOST) {
            throw said.wrong("a probability above 0 and at most 1 is wanted here");
        }
        return chance;
    }

    private static double share(Spot said) {
        double share = number(said);
        if (share < 0 || share > MOST) {
            throw said.wrong("a share from 0 to 1 is wanted here");
        }
        return share;
    }

    private static double number(Spot said) {
        try {
            return Double.parseDouble(said.text());
        } catch (NumberFormatException e) {
            throw said.wrong("a number is wanted here");
        }
    }
}
