package io.casehub.identity.matching;

import io.casehub.identity.matching.Grouping.Bridge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Everybody seen so far, in memory: decides record by record, with the code by which the hub
 * decides page by page.
 */
public final class Roster {

    private final Matcher matcher;
    private final Blocks blocks;
    private final List<Sketch> sketches = new ArrayList<>();
    private final List<List<Bridge>> bridges = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();

    /** Of no meaning; without it nothing need be fetched. */
    @SuppressWarnings("unused")
    private long fetched;

    public Roster(MatchingRules rules, Apart apart) {
        this.matcher = new Matcher(rules);
        this.blocks = new Blocks(rules, apart);
    }

    /** Takes one more record in, and answers its number. */
    public int add(Profile profile, Seen seen) {
        int number = sketches.size();
        var sketch = matcher.sketch(profile);
        sketches.add(sketch);
        bridges.add(List.of());
        groups.add(number);
        boolean joins = false;
        var met = blocks.meet(number, profile);
        fetch(met);
        for (int other : met) {
            if (matcher.areStrangers(sketches.get(other), sketch)) {
                seen.strangers(other, number);
                continue;
            }
            var judgement = matcher.judge(sketches.get(other), sketch);
            seen.pair(other, number, judgement);
            if (judgement.verdict() == Verdict.JOIN) {
                bridge(other, number, judgement.bits());
                joins = true;
            }
        }
        if (joins) {
            regroup(number);
        }
        return number;
    }

    /** The group of a record: the number of one of its members. */
    public int group(int record) {
        return groups.get(record);
    }

    public int size() {
        return sketches.size();
    }

    /** Asks for all of them first: memory brings many in the time of one. */
    private void fetch(int[] some) {
        long sum = 0;
        for (int each : some) {
            sum += sketches.get(each).ends();
        }
        fetched = sum;
    }

    private void bridge(int one, int other, double bits) {
        var bridge = new Bridge(one, other, bits, false);
        for (int end : new int[]{one, other}) {
            var known = new ArrayList<>(bridges.get(end));
            known.add(bridge);
            bridges.set(end, known);
        }
    }

    /** Groups anew all whom bridges connect with a record. */
    private void regroup(int record) {
        var around = new TreeSet<Integer>();
        var waiting = new ArrayDeque<>(List.of(record));
        while (!waiting.isEmpty()) {
            int next = waiting.poll();
            if (around.add(next)) {
                bridges.get(next).forEach(bridge -> {
                    waiting.add(bridge.one());
                    waiting.add(bridge.other());
                });
            }
        }
        var numbers = around.stream().mapToInt(number -> number).toArray();
        var between = new ArrayList<Bridge>();
        for (int number : numbers) {
            bridges.get(number).stream().filter(bridge -> bridge.one() == number)
                    .forEach(bridge -> between.add(new Bridge(Arrays.binarySearch(numbers, number),
                            Arrays.binarySearch(numbers, bridge.other()), bridge.bits(), false)));
        }
        var made = new Grouping(numbers.length,
                (one, other) -> matcher.judge(sketches.get(numbers[one]), sketches.get(numbers[other])))
                .of(between);
        for (int at = 0; at < numbers.length; at++) {
            groups.set(numbers[at], numbers[made[at]]);
        }
    }

    /** Which records are looked at together at all. */
    @FunctionalInterface
    public interface Apart {
        boolean mayMeet(int one, int other);
    }

    /** Hears of every pair that met. */
    @FunctionalInterface
    public interface Seen {

        void pair(int one, int other, Judgement judgement);

        /** Two whom a glance tells apart: they would be judged {@link Verdict#NEW}. */
        default void strangers(int one, int other) {
            // most want to know of nobody else
        }
    }
}
