package io.casehub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Properties;

/**
 * What a problem is called in the caller's language: screens may show it to people. What is wrong
 * in particular, its {@code detail}, is for developers and stays English.
 */
public record Titles(Locale language, Properties byType) {

    private static final List<Titles> ALL = List.of(new Titles(Locale.ENGLISH, new Properties()), read(Locale.GERMAN));

    /**
     * Those that the request's {@code Accept-Language} prefers; English where it prefers none there is.
     */
    public static Titles of(HttpServletRequest request) {
        var wanted = request.getHeader("Accept-Language");
        if (wanted == null) {
            return ALL.getFirst();
        }
        try {
            var found = Locale.lookup(LanguageRange.parse(wanted), ALL.stream().map(Titles::language).toList());
            return ALL.stream().filter(titles -> titles.language().equals(found)).findFirst().orElse(ALL.getFirst());
        } catch (IllegalArgumentException e) {
            return ALL.getFirst(); // not a wish one could understand
        }
    }

    /** @param type the last part of the problem's {@code type} */
    public String of(String type, String english) {
        return byType.getProperty(type, english);
    }

    private static Titles read(Locale language) {
        var titles = new Properties();
        try (var file = new InputStreamReader(Objects.requireNonNull(
                Titles.class.getResourceAsStream("titles_" + language + ".properties")), StandardCharsets.UTF_8)) {
            titles.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Titles(language, titles);
    }
}
