package io.casehub.intake.reading.automatic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The groups of fields of a delivery status notification (RFC 3464): one for each recipient. */
final class DeliveryReport {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9-]{1,60})\\s*:\\s*(.*)");
    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern ADDRESS = Pattern.compile("<?([^\\s<>;]{1,200}@[^\\s<>;]{1,200})>?");
    private static final int MOST_GROUPS = 1_000;

    private DeliveryReport() {}

    /** What happened to the first whom it did not reach; empty where it reached everybody. */
    static Optional<Bounce> of(String text) {
        return groups(text).stream().filter(group -> recipient(group) != null || group.containsKey("action"))
                .filter(group -> !isDelivered(group))
                .map(group -> new Bounce(recipient(group), status(group), isPermanent(group)))
                .findFirst();
    }

    private static List<Map<String, String>> groups(String text) {
        var groups = new ArrayList<Map<String, String>>();
        var group = new HashMap<String, String>();
        var last = "";
        for (var line : text.lines().toList()) {
            var field = FIELD.matcher(line);
            if (line.isBlank() && groups.size() < MOST_GROUPS) {
                groups.add(group);
                group = new HashMap<>();
            } else if (Character.isWhitespace(line.isEmpty() ? 'x' : line.charAt(0))) {
                group.computeIfPresent(last, (name, value) -> value + " " + line.strip());
            } else if (field.matches()) {
                last = field.group(1).toLowerCase(Locale.ROOT);
                group.putIfAbsent(last, field.group(2).strip());
            }
        }
        groups.add(group);
        return groups;
    }

    private static boolean isDelivered(Map<String, String> group) {
        var action = group.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        return action.startsWith("delivered") || action.startsWith("relayed") || action.startsWith("expanded");
    }

    private static @Nullable String recipient(Map<String, String> group) {
        for (var name : List.of("final-recipient", "original-recipient", "x-actual-recipient")) {
            var value = group.getOrDefault(name, "");
            var found = ADDRESS.matcher(value.substring(value.indexOf(';') + 1).strip());
            if (found.find()) {
                return found.group(1);
            }
        }
        return null;
    }

    private static @Nullable String status(Map<String, String> group) {
        for (var name : List.of("status", "diagnostic-code")) {
            var found = STATUS.matcher(group.getOrDefault(name, ""));
            if (found.find()) {
                return found.group(1);
            }
        }
        return null;
    }

    private static boolean isPermanent(Map<String, String> group) {
        var status = status(group);
        boolean delayed = group.getOrDefault("action", "").toLowerCase(Locale.ROOT).startsWith("delayed");
        return !delayed && (status == null || status.startsWith("5"));
    }
}
