package io.casehub.landscape;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about the landscape. Seed, customers and today count at the first start only:
 * a data folder that was seeded stays as it is.
 *
 * @param today the last day of the generated history, by default the day of the first start
 * @param pace how much time lies between two happenings
 * @param crmRequestsPerSecond more than these the crm answers with 429
 */
public record LandscapeSettings(Path data, long seed, int customers, boolean living, Duration pace, LocalDate today,
        int crmRequestsPerSecond, Ports ports) {

    private static final String PREFIX = "landscape.";

    public LandscapeSettings {
        if (customers < 1)
            throw new IllegalArgumentException("landscape.customers must be at least 1");
        if (pace.isNegative() || pace.isZero())
            throw new IllegalArgumentException("landscape.pace must be positive");
    }

    /**
     * Reads {@code --landscape.crm.port=…} arguments, then system properties, then LANDSCAPE_CRM_PORT
     * variables, then defaults.
     */
    public static LandscapeSettings from(String... args) {
        return read(new Lookup(List.of(args)));
    }

    /** Small, standing still, on free ports: for tests. */
    public static LandscapeSettings still(Path data, int customers) {
        return read(new Lookup(List.of())).with(data, customers);
    }

    public LandscapeSettings living(Duration everySoOften) {
        return new LandscapeSettings(data, seed, customers, true, everySoOften, today, crmRequestsPerSecond, ports);
    }

    public LandscapeSettings crmRequestsPerSecond(int limit) {
        return new LandscapeSettings(data, seed, customers, living, pace, today, limit, ports);
    }

    public LandscapeSettings ports(Ports others) {
        return new LandscapeSettings(data, seed, customers, living, pace, today, crmRequestsPerSecond, others);
    }

    private LandscapeSettings with(Path folder, int count) {
        return new LandscapeSettings(folder, seed, count, false, pace, LocalDate.of(2026, 6, 1), 10_000, Ports.free());
    }

    private static LandscapeSettings read(Lookup lookup) {
        return new LandscapeSettings(
                Path.of(lookup.get("data", "data")),
                Long.parseLong(lookup.get("seed", "20240017")),
                Integer.parseInt(lookup.get("customers", "2000")),
                Boolean.parseBoolean(lookup.get("living", "true")),
                pace(lookup.get("pace", "2s")),
                LocalDate.parse(lookup.get("today", LocalDate.now().toString())),
                Integer.parseInt(lookup.get("crm.requests-per-second", "50")),
                new Ports(lookup.port("control", 8100), lookup.port("crm", 8101), lookup.port("erp", 8102),
                        lookup.port("billing", 8103), lookup.port("kafka", 8104), lookup.port("smtp", 8105),
                        lookup.port("imap", 8106), lookup.port("postgres", 8107)));
    }

    private static Duration pace(String text) {
        if (text.endsWith("ms"))
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        return Duration.parse(text.startsWith("P") ? text : "PT" + text.toUpperCase(Locale.ROOT));
    }

    private record Lookup(List<String> args) {

        String get(String name, String otherwise) {
            var key = PREFIX + name;
            var candidates = new ArrayList<@Nullable String>();
            args.stream().filter(arg -> arg.startsWith("--" + key + "="))
                    .forEach(arg -> candidates.add(arg.substring(key.length() + 3)));
            candidates.add(System.getProperty(key));
            candidates.add(System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "")));
            for (var candidate : candidates) {
                if (candidate != null)
                    return candidate;
            }
            return otherwise;
        }

        int port(String service, int otherwise) {
            return Integer.parseInt(get(service + ".port", String.valueOf(otherwise)));
        }
    }
}
