package io.casehub.connector;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A connector's contract, {@code routes/<system>/connector.yaml}: what it is called, what it must
 * be told, how its system is spoken to, what it can be told.
 *
 * @param silence how long its system may be silent before what the hub knows counts as stale
 * @param settings by name; the property {@code <system>.<name>} or the environment gives the value
 * @param defaults of the parameters of all its routes
 * @param datasource for JDBC routes: reached as {@code jdbc:<system>}
 * @param http how its web API is spoken to, as {@code connector.http} reads it
 * @param documents where the documents lie that its records name; {@code null} where none do
 * @param commands what may be sent there, by the word of its kind
 */
record ConnectorFile(String title, Duration silence, Map<String, Setting> settings, Map<String, String> defaults,
        @Nullable Datasource datasource, @Nullable Spot http, @Nullable Documents documents,
        Map<String, CommandRule> commands, List<String> owns) {

    private static final Duration USUAL_SILENCE = Duration.ofMinutes(1);

    /** What stands for a connector whose file cannot be read. */
    static ConnectorFile unreadable(String name) {
        return new ConnectorFile(name, USUAL_SILENCE, Map.of(), Map.of(), null, null, null, Map.of(), List.of());
    }

    /** @throws FileBroken where the file is missing or says something it cannot */
    static ConnectorFile read(Path folder) {
        var spot = Spot.read(folder.resolve("connector.yaml"));
        var fields = spot.fields("title", "stale-after", "settings", "defaults", "datasource", "http", "documents",
                "commands",
                "owns");
        return new ConnectorFile(title(spot), silence(fields.get("stale-after")),
                each(fields.get("settings"), Setting::of), each(fields.get("defaults"), Spot::text),
                spot.find("datasource").map(Datasource::of).orElse(null), fields.get("http"),
                spot.find("documents").map(Documents::of).orElse(null),
                commands(fields.get("commands")),
                spot.find("owns").stream().flatMap(owns -> owns.items().stream()).map(Spot::text).toList());
    }

    /** What {@link #read} refuses, section by section: all of it, each with its place. */
    static List<FileBroken> faults(Path folder) {
        var faults = new ArrayList<FileBroken>();
        try {
            var spot = Spot.read(folder.resolve("connector.yaml"));
            attempt(() -> read(folder), faults);
            attempt(() -> title(spot), faults);
            attempt(() -> silence(spot.find("stale-after").orElse(null)), faults);
            attempt(() -> spot.find("datasource").ifPresent(Datasource::of), faults);
            attempt(() -> spot.find("documents").ifPresent(Documents::of), faults);
            spot.find("settings").ifPresent(all -> all.fields().values()
                    .forEach(setting -> attempt(() -> Setting.of(setting), faults)));
            spot.find("commands").ifPresent(all -> all.fields()
                    .forEach((word, command) -> attempt(() -> CommandRule.of(word, command), faults)));
        } catch (FileBroken e) {
            faults.add(e);
        }
        return faults;
    }

    private static void attempt(Runnable reading, List<FileBroken> faults) {
        try {
            reading.run();
        } catch (FileBroken e) {
            faults.add(e);
        }
    }

    private static String title(Spot spot) {
        var title = spot.get("title");
        if (title.text().isBlank()) {
            throw title.wrong("title is empty");
        }
        return title.text();
    }

    private static Duration silence(@Nullable Spot spot) {
        try {
            return spot == null ? USUAL_SILENCE : DurationStyle.detectAndParse(spot.text());
        } catch (IllegalArgumentException e) {
            throw spot.wrong("stale-after is a time such as 30s or 5m");
        }
    }

    private static <T> Map<String, T> each(@Nullable Spot spot, Function<Spot, T> read) {
        var values = new LinkedHashMap<String, T>();
        if (spot != null) {
            spot.fields().forEach((name, field) -> values.put(name, read.apply(field)));
        }
        return values;
    }

    /**
     * What a connector must or may be told. A secret never stands in a file of the repository.
     *
     * @param otherwise its value where nobody says one
     * @param unless another setting and the value at which this one is not required:
     * {@code auth=xoauth2}
     */
    record Setting(boolean required, boolean secret, @Nullable String otherwise, @Nullable String description,
            @Nullable String unless) {

        private static Setting of(Spot spot) {
            var fields = spot.fields("required", "secret", "default", "description", "unless");
            return new Setting(flag(fields.get("required")), flag(fields.get("secret")), text(fields.get("default")),
                    text(fields.get("description")), unless(fields.get("unless")));
        }

        private static @Nullable String unless(@Nullable Spot spot) {
            if (spot != null && !spot.text().matches("[a-z0-9-]+=.+")) {
                throw spot.wrong("unless is another setting and its value, such as auth=xoauth2");
            }
            return text(spot);
        }
    }

    /** A database of the system; values may be settings ({@code {{erp.url}}}). */
    record Datasource(String url, String username, String password) {

        private static Datasource of(Spot spot) {
            spot.fields("url", "username", "password");
            return new Datasource(spot.get("url").text(), spot.get("username").text(), spot.get("password").text());
        }
    }

    /**
     * Where the documents lie that the system's records name.
     *
     * @param below the URL below which alone documents are fetched; may be settings
     * @param content a JSON pointer to the content in Base64, where the system wraps it in JSON
     */
    record Documents(String below, @Nullable String content) {

        private static Documents of(Spot spot) {
            var content = spot.fields("below", "content").get("content");
            if (content != null && !content.text().startsWith("/")) {
                throw content.wrong("content is a JSON pointer, such as /Content");
            }
            return new Documents(spot.get("below").text(), text(content));
        }
    }

    private static Map<String, CommandRule> commands(@Nullable Spot spot) {
        var commands = new LinkedHashMap<String, CommandRule>();
        if (spot != null) {
            spot.fields().forEach((word, said) -> commands.put(word, CommandRule.of(word, said)));
        }
        return commands;
    }

    private static boolean flag(@Nullable Spot spot) {
        return spot != null && spot.flag();
    }

    private static @Nullable String text(@Nullable Spot spot) {
        return Optional.ofNullable(spot).map(Spot::text).orElse(null);
    }
}
