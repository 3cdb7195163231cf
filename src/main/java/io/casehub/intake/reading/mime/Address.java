package io.casehub.intake.reading.mime;

import io.casehub.intake.reading.words.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a header names; at least one of the two is there. Reads what the RFCs allow
 * (groups, routes, comments, quotes) and what programs write instead: commas in names, encoded
 * words around the whole, names behind addresses, semicolons between people.
 */
public record Address(@Nullable String address, @Nullable String name) {

    static final int MOST = 2_000;
    private static final int LONGEST = 1_000;
    private static final Pattern PLAIN = Pattern.compile(
            "[^\\s<>,;:\"()\\[\\]]{1,200}@(?:\\[[^\\]\\s]{1,100}]|[^\\s<>,;:\"()\\[\\]]{1,255})");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\r\\n]{1,200}\"@[^\\s<>,;:\"()]{1,255}");
    private static final Pattern ROUTE = Pattern.compile("^@[^:]{1,500}:");
    private static final Pattern LOCAL = Pattern.compile("[\\w.+-]{1,64}");

    /** Everybody in a header's value, whose encoded words are still encoded. */
    public static List<Address> all(String value) {
        var people = new ArrayList<Address>();
        var waiting = "";
        for (var split : AddressList.split(value)) {
            boolean isHidden = !split.contains("@") && split.contains("=?");
            var mailbox = isHidden && EncodedWords.decode(split).contains("@") ? EncodedWords.decode(split) : split;
            var whole = waiting.isEmpty() ? mailbox : waiting + ", " + mailbox;
            // an unquoted comma: "Smith, John <john@x.example>"
            boolean isNameOnly = !mailbox.contains("@") && !mailbox.contains("<") && mailbox.indexOf('"') < 0;
            if (isNameOnly && waiting.isEmpty()) {
                waiting = mailbox;
                continue;
            }
            boolean belongs = waiting.isEmpty() || mailbox.indexOf('<') > 0 && mailbox.charAt(0) != '"';
            if (!belongs) {
                add(people, one(waiting));
            }
            add(people, one(belongs ? whole : mailbox));
            waiting = "";
        }
        if (!waiting.isEmpty()) {
            add(people, one(waiting));
        }
        return people;
    }

    private static void add(List<Address> people, @Nullable Address person) {
        if (person != null && people.size() < MOST) {
            people.add(person);
        }
    }

    private static @Nullable Address one(String mailbox) {
        var comments = new StringBuilder();
        var text = AddressList.withoutComments(mailbox, comments);
        int open = AddressList.angle(text);
        if (open < 0) {
            return withoutAngles(text, comments.toString());
        }
        int close = text.indexOf('>', open);
        var inside = text.substring(open + 1, close < 0 ? text.length() : close);
        var behind = close < 0 ? "" : text.substring(close + 1);
        var name = name(text.substring(0, open).isBlank() ? behind : text.substring(0, open));
        var address = address(ROUTE.matcher(inside.strip()).replaceFirst(""));
        if (address == null && LOCAL.matcher(inside.strip()).matches()) {
            address = inside.strip();
        }
        if (address == null) {
            // the address stands where the name should
            address = address(text.substring(0, open));
            name = address == null ? name : null;
        }
        return of(address, name == null ? name(comments.toString()) : name);
    }

    private static @Nullable Address withoutAngles(String text, String comments) {
        var address = address(text);
        var name = name(comments);
        if (address == null) {
            return of(null, name(text) == null ? name : name(text));
        }
        int at = text.indexOf(address);
        var around = at < 0 ? "" : text.substring(0, at) + " " + text.substring(at + address.length());
        return of(address, name == null && !around.contains("@") ? name(around.replaceAll("[\\[\\]<>:]", " ")) : name);
    }

    private static @Nullable Address of(@Nullable String address, @Nullable String name) {
        return address == null && name == null ? null : new Address(address, name);
    }

    private static @Nullable String address(String text) {
        var decoded = EncodedWords.decode(text).replaceAll("(?i)mailto:", "").strip();
        var glued = decoded.replaceAll("\\s*([@.])\\s*", "$1");
        for (var candidate : List.of(decoded, glued)) {
            for (var pattern : List.of(QUOTED, PLAIN)) {
                var found = pattern.matcher(candidate);
                if (found.find()) {
                    return PlainText.line(found.group().replaceAll("^'|'$|\\.$", ""), LONGEST);
                }
            }
        }
        return null;
    }

    private static @Nullable String name(String text) {
        var unquoted = AddressList.unquoted(text);
        var name = PlainText.line(EncodedWords.decode(unquoted), LONGEST);
        // programs quote what is encoded, and quote again
        while (name.length() > 1 && "'\"".indexOf(name.charAt(0)) >= 0 && name.endsWith(name.substring(0, 1))) {
            name = name.substring(1, name.length() - 1).strip();
        }
        return name.isBlank() ? null : name;
    }
}
