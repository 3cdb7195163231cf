package io.casehub.identity;

import io.casehub.identity.matching.Profile;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer record's place among the customers.
 *
 * @param id the hub's own number of the record
 * @param thin knows one contact and nothing else that tells people apart: joins nobody, stands with
 * the one who has it
 * @param name as it was written
 * @param form what matching looks at; {@code null} while only facts have named the record
 * @param contacts by what it is reached: {@code email:…}, {@code phone:…}, and a company's
 * {@code domain:…}
 * @param keys its blocking keys, under some of which it is filed; none of a thin record
 * @param customer whom it belongs to now
 * @param own who it is while it belongs to nobody else; given once
 */
record Member(long id, SourceRef source, boolean thin, String name, @Nullable NormalForm form, Set<String> contacts,
        long[] keys, CustomerId customer, CustomerId own) {

    /** The order in which records came to the hub. */
    static final Comparator<Member> BY_AGE = Comparator.comparingLong(Member::id);

    @Nullable
    Profile profile() {
        return form == null ? null : form.profile();
    }

    /** Whether its record has arrived, or only facts that name it. */
    boolean seen() {
        return form != null;
    }

    /** Whether it is compared with others. */
    boolean isFull() {
        return form != null && !thin;
    }

    Member at(CustomerId other) {
        return new Member(id, source, thin, name, form, contacts, keys, other, own);
    }
}
