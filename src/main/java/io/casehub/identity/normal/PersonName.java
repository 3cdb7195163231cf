package io.casehub.identity.normal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's name in normal form: lower-case Latin words as {@link Words#latin} makes them, without
 * titles, degrees and the particles that come and go (von, de la, bin).
 *
 * @param given given names and initials in the order they are written, quoted nicknames too
 * @param surname the words of the family name
 * @param generation {@code jr}, {@code sr}, {@code ii}, {@code iii} or {@code iv}
 */
public record PersonName(List<String> given, List<String> surname, @Nullable String generation) {

    public PersonName {
        given = List.copyOf(given);
        surname = List.copyOf(surname);
    }

    /**
     * Any part may be null or blank. The full name is asked only for what the others do not say; it may
     * be written in any usual way: {@code Byron, Ada}, {@code Dr. Ada King van der Byron},
     * {@code BYRON Ada}, {@code 王小明}.
     */
    public static PersonName of(@Nullable String given, @Nullable String surname, @Nullable String full) {
        return NameReader.read(given, surname, full);
    }

    public boolean isEmpty() {
        return given.isEmpty() && surname.isEmpty();
    }
}
