package io.casehub.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A value of a closed list. Its word is what mappings write, the API shows and tables store: lower
 * case, parts joined by hyphens ({@code waiting-customer}).
 */
public interface CodeWord {

    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of a list that a word stands for; empty where the list has no such word. */
    static <E extends Enum<E> & CodeWord> Optional<E> find(Class<E> list, String word) {
        return Arrays.stream(list.getEnumConstants()).filter(value -> value.word().equals(word)).findFirst();
    }

    /** As {@link #find}, for words the hub itself has written. */
    static <E extends Enum<E> & CodeWord> E of(Class<E> list, String word) {
        return find(list, word).orElseThrow(
                () -> new IllegalArgumentException(word + " is not a word of " + list.getSimpleName()));
    }
}
