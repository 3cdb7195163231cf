package io.casehub.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invented people, and records of them with the errors people make, after the plan of Febrl's
 * generator (Christen 2005): of each person one true record and up to five that went wrong. Names
 * are as unequally frequent as real ones (Zipf); some people live together, and a few sons have
 * their father's name.
 *
 * <p>
 * The same seed yields the same records. As a program:
 * {@code PeopleGenerator FILE RECORDS SHARE [SEED [HARDSHIP]]}.
 */
public final class PeopleGenerator {

    /** The columns of a record. */
    public enum Field {
        GIVEN(14),
        SURNAME(14),
        STREET_NUMBER(7),
        STREET(16),
        ADDRESS_2(19),
        SUBURB(12),
        POSTCODE(7),
        STATE(2),
        BIRTH_DATE(4),
        NATIONAL_ID(5);

        /** How many of a hundred errors it gets, as counted in Febrl's sets. */
        private final int errors;

        Field(int errors) {
            this.errors = errors;
        }

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A record: whose it truly is, and what it says; a missing value is empty. */
    public record Generated(int entity, String id, Map<Field, String> values) {

        public String get(Field field) {
            return values.getOrDefault(field, "");
        }
    }

    private static final int MOST_DUPLICATES = 5;
    /** Of a hundred faulty records in Febrl's sets, how many have one field that went wrong, two, … */
    private static final int[] FAULTY_FIELDS = {29, 34, 23, 10, 3, 1};
    private static final double A_SECOND_ERROR = 0.2;
    private static final double HOUSEHOLDS = 0.12;
    private static final double NAMESAKES = 0.1;
    private static final int SURNAMES = 4000;
    private static final int STREETS = 1500;
    private static final int SUBURBS = 600;
    private static final String[] STATES = {"nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"};
    private static final String[] STREET_TYPES = {"street", "road", "avenue", "place", "crescent", "court", "drive",
            "lane", "close"};
    private static final String[] PLACES = {"villa", "house", "flats", "rosehill", "the pines", "unit 2", "unit 7",
            "hillview", "brook farm",
            "lakeside", "willow park", "old mill", "seaview", "glen", "rose cottage", "station flats", "bay village",
            "elm court"};
    private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"};
    private static final String[][] MISREAD = {{"m", "rn"}, {"cl", "d"}, {"i", "l"}, {"o", "0"}, {"l", "1"}, {"s", "5"},
            {"g", "q"}, {"u", "v"},
            {"n", "h"}, {"b", "h"}, {"e", "c"}, {"1", "7"}, {"3", "8"}, {"5", "6"}, {"w", "vv"}};
    private static final String[][] MISHEARD = {{"ph", "f"}, {"ck", "k"}, {"c", "k"}, {"ie", "y"}, {"y", "ie"},
            {"tt", "t"}, {"ll", "l"},
            {"mm", "m"}, {"nn", "n"}, {"th", "t"}, {"ee", "ea"}, {"ai", "ay"}, {"ow", "ou"}, {"s", "z"}, {"v", "f"},
            {"l", "ll"}, {"gh", "g"},
            {"x", "ks"}, {"ei", "ie"}, {"sch", "sh"}, {"er", "or"}};

    private final int hardship;
    private final Random random;
    private final List<String> givenNames;
    private final List<String> surnames;
    private final List<String> streets;
    private final List<String> suburbs;
    private final Set<String> nationalIds = new HashSet<>();

    /** With as many errors as there are in Febrl's sets. */
    public PeopleGenerator(long seed) {
        this(seed, 1);
    }

    /** @param hardship how many times as many fields go wrong */
    public PeopleGenerator(long seed, int hardship) {
        this.hardship = hardship;
        random = new Random(seed);
        givenNames = givenNames();
        surnames = words(SURNAMES, 2, 3);
        streets = words(STREETS, 2, 3);
        suburbs = words(SUBURBS, 2, 4);
    }

    public static void main(String[] arguments) throws IOException {
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
        int hardship = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        var records = new PeopleGenerator(seed, hardship).records(Integer.parseInt(arguments[1]),
                Double.parseDouble(arguments[2]));
        Files.write(Path.of(arguments[0]), (Iterable<String>) csv(records)::iterator);
    }

    /**
     * So many records in random order, a share of them faulty ones of people who have a true one too.
     */
    public List<Generated> records(int count, double duplicateShare) {
        int duplicates = (int) Math.round(count * duplicateShare);
        var originals = originals(count - duplicates);
        var records = new ArrayList<>(originals);
        var order = IntStream.range(0, originals.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, random);
        for (int i = 0; records.size() < count; i++) {
            var original = originals.get(order.get(i % order.size()));
            int copies = Math.min(zipf(MOST_DUPLICATES, 1) + 1, count - records.size());
            for (int copy = 0; copy < copies; copy++) {
                records.add(faulty(original, i / order.size() * MOST_DUPLICATES + copy));
            }
        }
        Collections.shuffle(records, random);
        return records;
    }

    /** A head line, then a line a record. */
    static Stream<String> csv(List<Generated> records) {
        var head = "entity,id," + Arrays.stream(Field.values()).map(Field::column).collect(Collectors.joining(","));
        return Stream.concat(Stream.of(head), records.stream().map(record -> record.entity + "," + record.id + ","
                + Arrays.stream(Field.values()).map(record::get).collect(Collectors.joining(","))));
    }

    private List<Generated> originals(int count) {
        var people = new ArrayList<Generated>(count);
        while (people.size() < count) {
            var first = person(people.size(), Map.of());
            people.add(first);
            if (random.nextDouble() < HOUSEHOLDS) {
                int others = 1 + random.nextInt(3);
                for (int i = 0; i < others && people.size() < count; i++) {
                    people.add(relative(first, people.size(), i));
                }
            }
        }
        return people;
    }

    /** Same family name and address; the first one may be a son who has his father's name. */
    private Generated relative(Generated first, int entity, int number) {
        var shared = new EnumMap<Field, String>(Field.class);
        for (var field : List.of(Field.SURNAME, Field.STREET_NUMBER, Field.STREET, Field.ADDRESS_2, Field.SUBURB,
                Field.POSTCODE, Field.STATE)) {
            shared.put(field, first.get(field));
        }
        if (number == 0 && random.nextDouble() < NAMESAKES) {
            shared.put(Field.GIVEN, first.get(Field.GIVEN));
            var born = LocalDate.parse(first.get(Field.BIRTH_DATE), DateTimeFormatter.BASIC_ISO_DATE);
            shared.put(Field.BIRTH_DATE, digits(born.plusYears(20 + random.nextInt(15)).plusDays(random.nextInt(365))));
        }
        return person(entity, shared);
    }

    private Generated person(int entity, Map<Field, String> known) {
        var values = new EnumMap<Field, String>(Field.class);
        int suburb = zipf(SUBURBS, 20);
        values.put(Field.GIVEN, givenNames.get(zipf(givenNames.size(), 10)));
        values.put(Field.SURNAME, surnames.get(zipf(SURNAMES, 20)));
        values.put(Field.STREET_NUMBER, String.valueOf(1 + (int) Math.abs(random.nextGaussian() * 60)));
        values.put(Field.STREET, streets.get(zipf(STREETS, 20)) + " " + STREET_TYPES[zipf(STREET_TYPES.length, 1)]);
        values.put(Field.ADDRESS_2, random.nextDouble() < 0.4 ? PLACES[random.nextInt(PLACES.length)] : "");
        values.put(Field.SUBURB, suburbs.get(suburb));
        values.put(Field.POSTCODE, String.valueOf(2000 + suburb * 7 % 5000));
        values.put(Field.STATE, STATES[suburb % 13 % STATES.length]);
        values.put(Field.BIRTH_DATE, digits(LocalDate.of(1925, 1, 1).plusDays(random.nextInt(80 * 365))));
        values.put(Field.NATIONAL_ID, nationalId());
        values.putAll(known);
        return new Generated(entity, "rec-" + entity + "-org", values);
    }

    private String nationalId() {
        String id;
        do {
            id = String.valueOf(1_000_000 + random.nextInt(9_000_000));
        } while (!nationalIds.add(id));
        return id;
    }

    private Generated faulty(Generated original, int copy) {
        var values = new EnumMap<>(original.values);
        var spoilt = EnumSet.noneOf(Field.class);
        int wanted = hardship * drawn(FAULTY_FIELDS);
        for (int tries = 0; spoilt.size() < wanted && tries < 100; tries++) {
            var field = anyField();
            if (!spoilt.contains(field) && spoil(values, field)) {
                spoilt.add(field);
                if (random.nextDouble() < A_SECOND_ERROR) {
                    spoil(values, field);
                }
            }
        }
        return new Generated(original.entity, "rec-" + original.entity + "-dup-" + copy, values);
    }

    /** A place, counted from one, as often as its share of a hundred says. */
    private int drawn(int[] shares) {
        int left = random.nextInt(100);
        int place = 0;
        while (left >= shares[place]) {
            left -= shares[place++];
        }
        return place + 1;
    }

    private Field anyField() {
        int left = random.nextInt(100);
        for (var field : Field.values()) {
            left -= field.errors;
            if (left < 0) {
                return field;
            }
        }
        return Field.STREET;
    }

    /** Whether an error was made: not every kind fits every value. */
    private boolean spoil(Map<Field, String> values, Field field) {
        var value = values.getOrDefault(field, "");
        if (value.isEmpty()) {
            return false;
        }
        double kind = random.nextDouble();
        if (kind < 0.06) {
            values.put(field, "");
            return true;
        }
        if (kind < 0.10 && (field == Field.GIVEN || field == Field.SURNAME)) {
            var given = values.getOrDefault(Field.GIVEN, "");
            values.put(Field.GIVEN, values.getOrDefault(Field.SURNAME, ""));
            values.put(Field.SURNAME, given);
            return true;
        }
        var spoilt = field == Field.BIRTH_DATE && kind < 0.25 ? swapDayAndMonth(value) : spoilt(value, kind);
        values.put(field, spoilt);
        return !spoilt.equals(value);
    }

    private static String swapDayAndMonth(String date) {
        return date.length() == 8 ? date.substring(0, 4) + date.substring(6) + date.substring(4, 6) : date;
    }

    private String spoilt(String value, double kind) {
        if (kind < 0.25) {
            return replaced(value, MISREAD);
        }
        if (kind < 0.40) {
            return replaced(value, MISHEARD);
        }
        if (kind < 0.46 && value.length() > 4) {
            return splitOrJoined(value);
        }
        return mistyped(value);
    }

    private String replaced(String value, String[][] pairs) {
        int start = random.nextInt(pairs.length);
        for (int i = 0; i < pairs.length; i++) {
            var pair = pairs[(start + i) % pairs.length];
            int at = value.indexOf(pair[0]);
            if (at >= 0) {
                return value.substring(0, at) + pair[1] + value.substring(at + pair[0].length());
            }
        }
        return value;
    }

    private String splitOrJoined(String value) {
        int blank = value.indexOf(' ');
        if (blank > 0) {
            return value.substring(0, blank) + value.substring(blank + 1);
        }
        int at = 1 + random.nextInt(value.length() - 1);
        return value.substring(0, at) + " " + value.substring(at);
    }

    private String mistyped(String value) {
        int at = random.nextInt(value.length());
        char c = value.charAt(at);
        return switch (random.nextInt(4)) {
            case 0 -> value.substring(0, at) + neighbour(c) + value.substring(at);
            case 1 -> value.length() > 1 ? value.substring(0, at) + value.substring(at + 1) : value;
            case 2 -> value.substring(0, at) + neighbour(c) + value.substring(at + 1);
            default -> at + 1 < value.length()
                    ? value.substring(0, at) + value.charAt(at + 1) + c + value.substring(at + 2)
                    : value;
        };
    }

    private char neighbour(char c) {
        for (var row : ROWS) {
            int at = row.indexOf(c);
            if (at >= 0) {
                return row.charAt(at == 0 ? 1 : at == row.length() - 1 || random.nextBoolean() ? at - 1 : at + 1);
            }
        }
        return 'e';
    }

    /**
     * A rank below the number, the first ones most often; with a higher head they are less ahead of the
     * others.
     */
    private int zipf(int ranks, int head) {
        // the inverse of the harmonic sum, by its logarithm
        return Math.min(ranks - 1,
                (int) (head * Math.exp(random.nextDouble() * Math.log((ranks + head) / (double) head)) - head));
    }

    private List<String> givenNames() {
        try (var in = Objects.requireNonNull(PeopleGenerator.class.getResourceAsStream("/identity/nicknames.txt"))) {
            var names = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .dropWhile(line -> !line.startsWith("# English, men"))
                    .takeWhile(line -> !line.startsWith("# German"))
                    .filter(line -> line.indexOf(':') > 0 && line.charAt(0) != '#')
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(names, random);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Different words of so many syllables. */
    private List<String> words(int count, int fewest, int most) {
        var starts = "b c d f g h j k l m n p r s t v w br cl cr dr fl gr pr st tr sh th".split(" ");
        var middles = "a e i o u ai ea ee oo ou".split(" ");
        var ends = " n r l s t ck nd ll rd st m th rn".split(" ");
        var words = new LinkedHashSet<String>();
        while (words.size() < count) {
            var word = new StringBuilder();
            int syllables = fewest + random.nextInt(most - fewest + 1);
            for (int i = 0; i < syllables; i++) {
                word.append(any(starts)).append(any(middles))
                        .append(i == syllables - 1 || random.nextInt(4) == 0 ? any(ends) : "");
            }
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    private String any(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }

    private static String digits(LocalDate date) {
        return date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
