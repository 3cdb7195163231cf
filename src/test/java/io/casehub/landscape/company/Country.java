package io.casehub.landscape.company;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What people, places and firms are called in one country, read from
 * {@code landscape/company/<code>.yaml}.
 */
record Country(String code, String plate, String language, String dial, String trunk, String vat, List<String> mobile,
        int mobileDigits, List<String> women, List<String> men, List<String> surnames, List<String> streets,
        List<City> cities, List<String> trades, List<List<String>> forms, List<String> mailHosts) {

    private static final YAMLMapper YAML = new YAMLMapper();

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"name", "zip", "area", "digits"})
    record City(String name, String zip, String area, int digits) {}

    /** The countries in which customers live; where most live stands most often. */
    static List<Country> all() {
        var shares = List.of("DE:11", "AT:3", "CH:2", "FR:1", "NL:1", "GB:1", "PL:1");
        return shares.stream().map(share -> share.split(":"))
                .flatMap(share -> Stream.generate(of(share[0])).limit(Integer.parseInt(share[1]))).toList();
    }

    static <T> T resource(String name, TypeReference<T> type) {
        try (var in = Country.class.getResourceAsStream("/landscape/company/" + name)) {
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.util.function.Supplier<Country> of(String code) {
        var country = resource(code.toLowerCase(Locale.ROOT) + ".yaml", new TypeReference<Country>() {
        });
        return () -> country;
    }
}
