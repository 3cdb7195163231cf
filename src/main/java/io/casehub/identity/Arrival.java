package io.casehub.identity;

import io.casehub.identity.matching.BlockingKeys;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Gone;
import io.casehub.model.SourceRef;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A customer record of a page, in normal form.
 *
 * @param profile {@code null} where the record is gone: it stays whose it was
 */
record Arrival(SourceRef source, boolean thin, String name, @Nullable Profile profile, Set<String> contacts,
        BlockingKeys keys) {

    static Arrival of(StoredRecord stored, Matcher matcher) {
        if (stored.record() instanceof Gone) {
            return new Arrival(stored.source(), false, "", null, Set.of(), BlockingKeys.NONE);
        }
        if (!(stored.record() instanceof CustomerRecord customer)) {
            throw new IllegalArgumentException(stored.source() + " is no customer record");
        }
        var profile = Profiles.of(customer, matcher.rules());
        return new Arrival(customer.source(), customer.isThin(), Profiles.searched(customer.name()), profile,
                Profiles.keys(customer, profile), matcher.rules().blocking(profile.kind()).keys(profile));
    }

    /**
     * The record as it now is, where it stood before. A full record that has become thin is still known
     * as full.
     */
    Member member(@Nullable Member known, LongSupplier ids) {
        var before = known == null ? unknown(ids.getAsLong(), source) : known;
        if (profile == null) {
            return before;
        }
        boolean staysThin = thin && !before.isFull();
        return new Member(before.id(), source, staysThin, name, NormalForm.of(profile),
                thin == staysThin ? contacts : Profiles.withoutDomains(contacts), staysThin ? new long[0] : keys.all(),
                before.customer(), before.own());
    }

    /** What two pages could quarrel about. */
    IntStream locks() {
        return locks(contacts, keys);
    }

    /** The same of somebody as he was. */
    static IntStream locks(Member known, MatchingRules rules) {
        var profile = known.profile();
        return locks(known.contacts(),
                profile == null || known.thin() ? BlockingKeys.NONE : rules.blocking(profile.kind()).keys(profile));
    }

    private static IntStream locks(Set<String> contacts, BlockingKeys keys) {
        return IntStream.concat(contacts.stream().mapToInt(String::hashCode),
                LongStream.of(keys.widest()).mapToInt(Long::hashCode));
    }

    /** A record of which facts have told and that has not arrived. */
    static Member unknown(long id, SourceRef source) {
        var own = CustomerId.next();
        return new Member(id, source, false, "", null, Set.of(), new long[0], own, own);
    }
}
