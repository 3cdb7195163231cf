package io.casehub.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Records that share much and are not one customer: couples, twins, and fathers and sons of one
 * name, with one address, one telephone and one mailbox; companies of one building with one
 * switchboard and one {@code info@}, some of one family.
 */
final class Households {

    static final String PEOPLE = "entity,given,surname,street,city,postcode,phone,email,born";
    static final String COMPANIES = "entity,company,street,city,postcode,phone,email";

    /** None of them is short for another: nobody calls twins Lena and Helene. */
    private static final String[] WOMEN = {"Anna", "Julia", "Laura", "Katharina", "Sophie", "Maria", "Ruth", "Emma",
            "Clara", "Ida", "Helene", "Martha", "Paula", "Greta", "Nora", "Eva"};
    private static final String[] MEN = {"Peter", "Thomas", "Michael", "Jonas", "Paul", "Felix", "Lukas", "Martin",
            "Andreas", "Stefan", "Karl", "Georg", "Anton", "Emil", "Oskar", "Hugo"};
    private static final String[] TRADES = {"Bau", "Immobilien", "Consulting", "Logistik", "Software", "Verlag",
            "Elektro", "Pharma", "Reisen", "Druck", "Energie", "Foto", "Textil", "Medien"};
    private static final String[] FORMS = {" GmbH", " GmbH & Co. KG", " AG", "",
            " Gesellschaft mit beschränkter Haftung"};
    private static final String[] SYLLABLES = {"ber", "stein", "wal", "hof", "kra", "mei", "lin", "fel", "schu",
            "brand",
            "ro", "tan", "gru", "wei", "kel", "ner", "mann", "sen"};
    private static final int FIRST_YEAR = 1930;

    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private int entities;

    private Households(long seed) {
        this.random = new Random(seed);
    }

    static void people(Path file, int households, long seed) throws IOException {
        var made = new Households(seed);
        for (int household = 0; household < households; household++) {
            made.household();
        }
        made.write(file, PEOPLE);
    }

    static void companies(Path file, int buildings, long seed) throws IOException {
        var made = new Households(seed);
        for (int building = 0; building < buildings; building++) {
            made.building();
        }
        made.write(file, COMPANIES);
    }

    private void write(Path file, String header) throws IOException {
        Collections.shuffle(lines, random);
        lines.addFirst(header);
        Files.write(file, lines);
    }

    private void household() {
        var surname = name();
        var home = address();
        var shared = ",0%d,familie.%s%d@mail.example".formatted(30_000_000 + random.nextInt(60_000_000),
                surname.toLowerCase(java.util.Locale.ROOT), random.nextInt(100));
        int year = FIRST_YEAR + random.nextInt(40);
        var father = pick(MEN);
        person(father, surname, home, shared, date(year));
        person(pick(WOMEN), surname, home, shared, date(year + random.nextInt(8)));
        boolean isNamesake = random.nextInt(3) == 0;
        person(isNamesake ? father : pick(MEN), surname, home, shared, date(year + 25 + random.nextInt(10)));
        if (random.nextInt(4) == 0) {
            var birth = date(year + 25 + random.nextInt(10));
            int twin = random.nextInt(WOMEN.length);
            person(WOMEN[twin], surname, home, shared, birth);
            person(WOMEN[(twin + 1 + random.nextInt(WOMEN.length - 1)) % WOMEN.length], surname, home, shared, birth);
        }
    }

    /**
     * One to three records; who has a namesake at home always says when he was born, else nobody could
     * know.
     */
    private void person(String given, String surname, String home, String shared, String birth) {
        int entity = ++entities;
        var own = ",01%d,%s.%s%d@post.example".formatted(50_000_000 + random.nextInt(49_999_999), given.split(" ")[0],
                surname,
                entity);
        for (int record = random.nextInt(3); record >= 0; record--) {
            var contacts = random.nextInt(2) == 0 ? shared : own;
            lines.add(entity + "," + slip(given) + "," + slip(surname) + "," + home + contacts + "," + birth);
        }
    }

    private void building() {
        var home = address();
        int number = random.nextInt(60_000_000);
        var shared = ",0%d,info@haus%d.example".formatted(30_000_000 + number, number);
        var family = name();
        int tenants = 3 + random.nextInt(8);
        for (int tenant = 0; tenant < tenants; tenant++) {
            int entity = ++entities;
            var name = (tenant < 2 ? family : name()) + " " + TRADES[(tenant + entity) % TRADES.length];
            var own = ",0%d,%s".formatted(30_000_000 + random.nextInt(60_000_000),
                    "post@" + name.toLowerCase(java.util.Locale.ROOT).replace(" ", "-") + ".example");
            for (int record = random.nextInt(3); record >= 0; record--) {
                lines.add(
                        entity + "," + slip(name) + pick(FORMS) + "," + home + (random.nextInt(2) == 0 ? shared : own));
            }
        }
    }

    private String address() {
        return "%sstraße %d,%s,%05d".formatted(name(), 1 + random.nextInt(90), name() + "stadt",
                10_000 + random.nextInt(80_000));
    }

    private String name() {
        var name = pick(SYLLABLES) + pick(SYLLABLES) + (random.nextInt(2) == 0 ? pick(SYLLABLES) : "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private String date(int year) {
        return "%d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    /** In one of six a letter is left out. */
    private String slip(String text) {
        if (random.nextInt(6) > 0 || text.length() < 5) {
            return text;
        }
        int at = 1 + random.nextInt(text.length() - 2);
        return text.substring(0, at) + text.substring(at + 1);
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
