package io.casehub.landscape.company;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Letters as they are thought up; sorted by time they get the numbers under which they arrive. */
final class Postbag {

    private final List<Letter> drafts = new ArrayList<>();

    /** The number of the next letter that is put in, until it arrives. */
    int next() {
        return drafts.size();
    }

    Letter put(Letter draft) {
        if (draft.number() != next())
            throw new IllegalArgumentException("letters are numbered as they are put in");
        drafts.add(draft);
        return draft;
    }

    Letter get(int number) {
        return drafts.get(number);
    }

    int count() {
        return drafts.size();
    }

    /** Each letter as it arrives, by the number it had until then. */
    Map<Integer, Letter> arriving() {
        var sorted = drafts.stream().sorted(Comparator.comparing(Letter::at)).toList();
        var numbers = new HashMap<Integer, Integer>();
        sorted.forEach(draft -> numbers.put(draft.number(), numbers.size() + 1));
        var arriving = new HashMap<Integer, Letter>();
        for (var l : sorted) {
            var answered = l.inReplyTo() == null ? null : numbers.get(l.inReplyTo());
            arriving.put(l.number(), new Letter(arriving.size() + 1, l.customer(), l.kind(), l.fromName(), l.from(),
                    l.subject(), l.text(), l.at(), answered));
        }
        return arriving;
    }
}
