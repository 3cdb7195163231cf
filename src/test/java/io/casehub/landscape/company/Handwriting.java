package io.casehub.landscape.company;

import java.util.List;
import java.util.Map;

/** The ways in which people write a number they have before them, and get it wrong. */
final class Handwriting {

    private static final Map<String, List<String>> ORDERS = Map.of(
            "de", List.of("Bestellung {}", "Bestellnummer {}", "Auftrag {}", "Best.-Nr. {}"),
            "en", List.of("order {}", "order no. {}", "order #{}"),
            "fr", List.of("commande {}", "commande n° {}"));
    private static final Map<String, List<String>> INVOICES = Map.of(
            "de", List.of("Rechnung {}", "Rechnungsnr. {}", "Rg. {}"),
            "en", List.of("invoice {}", "invoice no. {}"),
            "fr", List.of("facture {}", "facture n° {}"));
    private static final Map<String, List<String>> SENTENCES = Map.of(
            "de", List.of("Es geht um {}.", "({})", "Betrifft: {}", "Siehe {}."),
            "en", List.of("This is about {}.", "({})", "Reference: {}"),
            "fr", List.of("Il s'agit de {}.", "({})", "Référence : {}"));

    private final String language;
    private final Chance chance;

    Handwriting(String language, Chance chance) {
        this.language = Trouble.spoken(language);
        this.chance = chance;
    }

    String order(String no) {
        return written(no, ORDERS);
    }

    String invoice(String no) {
        return written(no, INVOICES);
    }

    /** Carriers' numbers are copied, some in groups. */
    String parcel(String no) {
        return switch (chance.below(6)) {
            case 0 -> no.replaceFirst("^VM", "VM ");
            case 1 -> no.toLowerCase(java.util.Locale.ROOT);
            case 2 -> no.replaceFirst("^VM(\\d{3})(\\d{3})(\\d{3})$", "VM $1 $2 $3");
            default -> no;
        };
    }

    /** The number of a ticket, return, dispute or inquiry. */
    String file(String no) {
        return chance.in(0.3) ? no.replaceFirst("^([A-Z]+)-", "$1 ") : no;
    }

    /** A number in a sentence of its own. */
    String sentence(String number) {
        return in(SENTENCES, number);
    }

    /** One digit is another, or two neighbours change places; never the first. */
    String mistyped(String no) {
        var first = no.replaceFirst("\\d.*", "").length();
        var at = chance.between(first + 1, no.length() - 2);
        var swapped = no.charAt(at) == no.charAt(at + 1) || chance.in(0.6)
                ? no.substring(0, at) + (char) ('0' + (no.charAt(at) - '0' + chance.between(1, 9)) % 10)
                        + no.substring(at + 1)
                : no.substring(0, at) + no.charAt(at + 1) + no.charAt(at) + no.substring(at + 2);
        return swapped;
    }

    private String written(String no, Map<String, List<String>> words) {
        var digits = no.replaceFirst("^[A-Z]+-", "");
        return switch (chance.below(20)) {
            case 0, 1, 2 -> no.replace('-', ' ');
            case 3, 4 -> no.replace("-", "").toLowerCase(java.util.Locale.ROOT);
            case 5 -> no.replace("-", "");
            case 6, 7, 8, 9, 10 -> in(words, digits);
            case 11, 12 -> in(words, no);
            default -> no;
        };
    }

    private String in(Map<String, List<String>> words, String number) {
        return chance.oneOf(words.getOrDefault(language, List.of("{}"))).replace("{}", number);
    }
}
