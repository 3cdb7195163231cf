package io.casehub.ingest;

import io.casehub.mapping.Difference;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Fault;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mapping;
import io.casehub.model.Gone;
import java.util.List;

/** What a mapping makes of a stored record, beside what was made of it before. */
sealed interface Reread {

    /** The same as before. */
    record Same() implements Reread {}

    /** Something else; a record the mapping knows no more, or calls deleted, is {@link Gone}. */
    record Other(Landing landing) implements Reread {

        boolean isGone() {
            return landing.record() instanceof Gone;
        }
    }

    /** Nothing that could be stored. */
    record Unreadable(RawRecord raw, Mapped.Faulty why) implements Reread {}

    static Reread of(String name, Mapping mapping, StoredVersion stored) {
        var raw = Payloads.parse(stored.raw());
        var mapped = raw.tree() == null
                ? Mapped.Faulty.of("payload", String.valueOf(raw.fault()))
                : mapping.toCanonical(raw.tree(), stored.fetchedAt());
        return switch (mapped) {
            case Mapped.Record now when !now.record().source().equals(stored.source()) -> new Unreadable(raw,
                    new Mapped.Faulty(List.of(renamed(stored, now))));
            case Mapped.Record now when isSame(stored, now) -> new Same();
            case Mapped.Record(var record, var canonical) -> new Other(
                    new Landing(raw, name, record, canonical, stored.fetchedAt(), stored.hash()));
            // a sweep that found it gone knows more than its payload
            case Mapped any when stored.isGone() -> new Same();
            case Mapped.Nothing() -> new Other(new Landing(raw, name, new Gone(stored.source(), stored.revision()),
                    StoredVersion.GONE, stored.fetchedAt(), stored.hash()));
            case Mapped.Faulty faulty -> new Unreadable(raw, faulty);
        };
    }

    /** Rooms below know a record by its key: under another one it is another record. */
    private static Fault renamed(StoredVersion stored, Mapped.Record now) {
        return new Fault("source.key", "is " + now.record().source().key() + " now and was " + stored.source().key()
                + ": keep the key, or read the system again from the start (resync)");
    }

    private static boolean isSame(StoredVersion stored, Mapped.Record now) {
        return stored.revision().equals(now.record().revision()) && (stored.canonical().equals(now.canonical())
                || Difference.between(ExactJson.parse(stored.canonical()), ExactJson.parse(now.canonical())).isEmpty());
    }
}
