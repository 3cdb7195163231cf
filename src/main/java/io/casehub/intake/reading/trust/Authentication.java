package io.casehub.intake.reading.trust;

import io.casehub.intake.reading.mime.Headers;
import io.casehub.intake.reading.mime.Warnings;
import jakarta.mail.Header;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The results of SPF, DKIM and DMARC that a server of ours wrote into the header (RFC 8601).
 * Anybody can write such a line: those count alone that name one of our servers and stand in one
 * stretch above every line that somebody before it can have written.
 */
public final class Authentication {

    /** The methods whose results are told. */
    public static final List<String> METHODS = List.of("spf", "dkim", "dmarc");

    private static final Pattern SERVER = Pattern.compile("^\\s*([^\\s;]+)(?:\\s+\\d+)?\\s*(;.*)?$");
    private static final Pattern RESULT = Pattern.compile("(?i)^\\s*(\\w[\\w-]*)(?:/\\d+)?\\s*=\\s*(\\w+)");
    private static final int LONGEST = 10_000;

    private Authentication() {}

    /** Each method that a trusted server tells of and its result, such as {@code pass}. */
    public static Map<String, String> results(Headers headers, Collection<String> trusted, Warnings warnings) {
        var found = new LinkedHashMap<String, String>();
        for (var line : ours(headers, trusted, warnings)) {
            for (var part : line.split(";")) {
                var result = RESULT.matcher(part);
                var method = result.find() ? result.group(1).toLowerCase(Locale.ROOT) : "";
                if (METHODS.contains(method)) {
                    found.merge(method, result.group(2).toLowerCase(Locale.ROOT), Authentication::better);
                }
            }
        }
        return found;
    }

    /** Of several signatures one that holds is enough. */
    private static String better(String one, String other) {
        return other.equals("pass") ? other : one;
    }

    private static List<String> ours(Headers headers, Collection<String> trusted, Warnings warnings) {
        var lines = new ArrayList<String>();
        boolean over = false;
        boolean stranger = false;
        for (var header : headers.lines()) {
            if (header.getName().equalsIgnoreCase("Authentication-Results")) {
                boolean is = isOf(header, trusted);
                stranger |= is && over;
                if (is && !over) {
                    lines.add(plain(header.getValue()));
                }
            } else if (header.getName().equalsIgnoreCase("Received")) {
                over = !lines.isEmpty() || over;
            }
        }
        if (stranger) {
            warnings.add(
                    "Authentication-Results of a trusted name stand below what others wrote: they are not believed.");
        }
        return lines;
    }

    private static boolean isOf(Header header, Collection<String> trusted) {
        var server = SERVER.matcher(plain(header.getValue()));
        return server.matches() && trusted.stream().anyMatch(server.group(1)::equalsIgnoreCase);
    }

    /** Without comments and quoted words: a sender can have put anything into them. */
    private static String plain(String value) {
        var plain = new StringBuilder();
        boolean quoted = false;
        int comments = 0;
        for (int i = 0; i < Math.min(value.length(), LONGEST); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || comments > 0)) {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (!quoted) {
                plain.append(c);
            }
        }
        return plain.toString().replaceAll("\\s+", " ").strip();
    }
}
