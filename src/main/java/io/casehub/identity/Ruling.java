package io.casehub.identity;

import io.casehub.identity.matching.Verdict;
import io.casehub.model.CodeWord;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of two members, the one with the smaller id first.
 *
 * @param bits the odds as a power of two; {@code null} where a person decided
 * @param model the version of the rules; {@code person} where one decided
 * @param asks whether a person is asked about it, as the table has it
 */
record Ruling(long one, long other, Word verdict, @Nullable Double bits, String model, boolean asks) {

    boolean isByPerson() {
        return verdict == Word.SAME || verdict == Word.APART;
    }

    /** Whether the model holds them for one, or for nearly one. */
    boolean isLikely() {
        return verdict == Word.JOIN || verdict == Word.REVIEW;
    }

    /**
     * Whether this stands although the two now look like that. Who was found to be one stays so while
     * it is not unlikely: to move house or to change one's number makes nobody somebody else. What
     * other rules made of them is judged by those that hold now.
     */
    boolean outlasts(Verdict now, String version) {
        return verdict.word().equals(now.word())
                || verdict == Word.JOIN && now == Verdict.REVIEW && model.equals(version);
    }

    /** What can be decided: by the model, and by people, whose word stands. */
    enum Word implements CodeWord {
        JOIN,
        REVIEW,
        NEW,
        NEVER,
        SAME,
        APART;

        static Word of(String word) {
            return CodeWord.of(Word.class, word);
        }
    }
}
