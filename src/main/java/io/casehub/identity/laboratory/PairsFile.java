package io.casehub.identity.laboratory;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Roster.Seen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every pair that was compared, a line each: who, how many bits, what was made of it, what is true,
 * and why.
 */
public final class PairsFile implements Seen, AutoCloseable {

    private final BufferedWriter out;
    private final People people;
    private final Evaluation evaluation;
    private final @Nullable String id;
    private final Matcher matcher;
    private final List<Profile> profiles;

    private PairsFile(BufferedWriter out, People people, Evaluation evaluation, MatchingRules rules,
            @Nullable String id) {
        this.out = out;
        this.people = people;
        this.evaluation = evaluation;
        this.id = id;
        this.matcher = new Matcher(rules);
        this.profiles = people.profiles(rules);
    }

    /**
     * @param id the column by which records are named; their numbers, from 1 in each file, where
     * {@code null}
     * @throws FileUnusable where it cannot be written or there is no such column
     */
    public static PairsFile create(Path file, People people, Evaluation evaluation, MatchingRules rules,
            @Nullable String id) {
        if (id != null) {
            people.left().having(List.of(id));
            people.right().having(List.of(id));
        }
        try {
            var pairs = new PairsFile(Files.newBufferedWriter(file), people, evaluation, rules, id);
            pairs.out.write("left,right,bits,verdict,same,because,steps\n");
            return pairs;
        } catch (IOException e) {
            throw new FileUnusable(file + " cannot be written: " + e);
        }
    }

    @Override
    public void pair(int one, int other, Judgement judgement) {
        int left = Math.min(one, other);
        int right = Math.max(one, other);
        var steps = matcher.steps(judgement, matcher.sketch(profiles.get(left)), matcher.sketch(profiles.get(right)))
                .stream()
                .map(step -> String.format(Locale.ROOT, "%s %s %+.1f|%+.1f", step.trait().word(), step.level().word(),
                        step.bits(), step.household()))
                .collect(Collectors.joining("; "));
        var because = judgement.because();
        try {
            out.write(quoted(name(left)) + ',' + quoted(name(right))
                    + String.format(Locale.ROOT, ",%.2f,", judgement.bits()) + judgement.verdict().word() + ','
                    + evaluation.areOne(left, right) + ',' + quoted(because == null ? "" : because) + ','
                    + quoted(steps)
                    + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void strangers(int one, int other) {
        pair(one, other, matcher.judge(profiles.get(Math.min(one, other)), profiles.get(Math.max(one, other))));
    }

    private String name(int record) {
        if (id != null) {
            return people.row(record).getOrDefault(id, "");
        }
        return String.valueOf(people.isLeft(record) ? record + 1 : record + 1 - people.left().rows().size());
    }

    private static String quoted(String text) {
        boolean isPlain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
