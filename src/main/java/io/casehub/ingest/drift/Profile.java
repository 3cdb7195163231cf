package io.casehub.ingest.drift;

import io.casehub.ingest.drift.Sign.Evidence;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one kind of traffic looks like, and how it differs from what it looked like before. It
 * learns first; then recent records are compared, at most 500 at a time, with all before them. What
 * differs does not become baseline until it is accepted, so that it is not forgotten by getting
 * used to it.
 */
final class Profile {

    static final int WINDOW = 500;

    private static final int LEAST_LEARNED = 100;
    private static final double ASSUMED_RUNS = 5;

    private final Map<String, Field> fields = new TreeMap<>();
    private final Set<String> maps = new HashSet<>();
    private final Map<Sign, Evidence> signs = new LinkedHashMap<>();
    private long since;

    static Profile empty() {
        var profile = new Profile();
        profile.fields.put("", Field.first());
        return profile;
    }

    static Profile of(Saved saved) {
        var profile = new Profile();
        profile.since = saved.since();
        saved.fields().forEach((path, numbers) -> profile.fields.put(path, Field.of(numbers)));
        profile.maps.addAll(saved.maps());
        saved.signs().forEach(known -> profile.signs.put(known.sign(), known.evidence()));
        return profile;
    }

    Saved saved() {
        var numbers = new TreeMap<String, long[]>();
        fields.forEach((path, field) -> numbers.put(path, field.numbers()));
        return new Saved(since, numbers, new TreeSet<>(maps),
                signs.entrySet().stream().map(known -> new Known(known.getKey(), known.getValue())).toList());
    }

    /** How the traffic drifts now. */
    Map<Sign, Evidence> signs() {
        return Map.copyOf(signs);
    }

    /**
     * Counts a sample in and judges anew.
     *
     * @param learning how long everything is baseline, from the first record on
     */
    void take(Sample sample, Duration learning) {
        since = since == 0 ? sample.at() : since;
        sample.maps().forEach(this::collapse);
        new TreeSet<>(sample.fields().keySet()).forEach(this::meet);
        boolean isLearning = sample.at() - since < learning.toMillis() || learned() < LEAST_LEARNED;
        fields.forEach((path, field) -> {
            var counts = sample.isBacklog() ? field.backlog() : isLearning ? field.baseline() : field.recent();
            counts.add(sample.of(path), sample.seen(path));
        });
        if (!sample.isBacklog() && !isLearning) {
            judge();
        }
    }

    /** What this sign says is as it should be from now on. */
    void accept(Sign sign) {
        var field = fields.get(sign.path());
        if (field != null && signs.remove(sign) != null) {
            field.accept(sign);
        }
    }

    private long learned() {
        return root().backlog().of() + root().baseline().of();
    }

    private void judge() {
        signs.keySet().removeIf(sign -> fields.get(sign.path()) == null || fields.get(sign.path()).isOver(sign));
        double usualRuns = usualRuns();
        fields.forEach((path, field) -> field.judge(path, usualRuns, signs::put));
        if (root().recent().of() >= Math.clamp(root().baseline().of() / 2, LEAST_LEARNED, WINDOW)) {
            var odd = new HashSet<String>();
            signs.keySet().forEach(sign -> odd.add(sign.path()));
            fields.forEach((path, field) -> field.next(!odd.contains(path)));
        }
    }

    /** Of all fields together; where hardly any is optional, half as many as among strangers. */
    private double usualRuns() {
        double runs = ASSUMED_RUNS;
        double strangers = 2 * ASSUMED_RUNS;
        for (var field : fields.values()) {
            runs += field.baseline().runs();
            strangers += field.baseline().runsOfStrangers();
        }
        return runs / strangers;
    }

    private void meet(String path) {
        if (fields.containsKey(path) || fields.size() > Shape.MOST_FIELDS || isEntry(path)) {
            return;
        }
        var parent = fields.get(Sample.parent(path));
        if (parent != null) {
            fields.put(path, parent.child());
        }
    }

    private void collapse(String map) {
        if (maps.add(map)) {
            fields.keySet().removeIf(this::isEntry);
        }
    }

    /** Whether a path goes through a key that is data. */
    private boolean isEntry(String path) {
        return maps.stream().anyMatch(map -> path.startsWith(map + "/") && !path.equals(map + "/*")
                && !path.startsWith(map + "/*/"));
    }

    private Field root() {
        return fields.getOrDefault("", Field.first());
    }

    /** A profile as it is stored. */
    record Saved(long since, Map<String, long[]> fields, Set<String> maps, List<Known> signs) {

        Saved {
            fields = new HashMap<>(fields);
        }
    }

    /** A sign that was found. */
    record Known(Sign sign, Evidence evidence) {}
}
