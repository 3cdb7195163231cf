package io.casehub.view.search;

import io.casehub.model.CaseId;
import io.casehub.model.Channel;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is searched: the words of a source case, an interaction, a comment, or of a case of the hub
 * itself.
 *
 * @param hub the case it stands in, or one that has become another
 * @param customer whose it is by itself, of an interaction
 * @param vector its words as {@link Vector} writes them
 */
record Text(Name name, @Nullable CaseId hub, @Nullable CustomerId customer, @Nullable Channel channel,
        @Nullable String number, Instant at, String vector) {

    /** What a text is of. */
    enum Kind implements CodeWord {
        CASE,
        INTERACTION,
        COMMENT
    }

    /** By which a text is known: that of its record, or the hub's own. */
    record Name(String system, Kind kind, String key) implements Comparable<Name> {

        private static final String HUB = "hub";

        static Name of(CaseId hub) {
            return new Name(HUB, Kind.CASE, hub.toString());
        }

        static Name ofComment(UUID id) {
            return new Name(HUB, Kind.COMMENT, id.toString());
        }

        /** @param source of a case or an interaction */
        static Name of(SourceRef source) {
            return new Name(source.system(), CodeWord.of(Kind.class, source.entity().word()), source.key());
        }

        static boolean isOf(SourceRef source) {
            return source.entity() == Entity.CASE || source.entity() == Entity.INTERACTION;
        }

        /** The record it is of; empty where it is the hub's own. */
        Optional<SourceRef> record() {
            return isHubs() ? Optional.empty() : Optional.of(SourceRef.of(system, kind.word(), key));
        }

        boolean isHubs() {
            return system.equals(HUB);
        }

        @Override
        public int compareTo(Name other) {
            int bySystem = system.compareTo(other.system);
            int byKind = bySystem == 0 ? kind.compareTo(other.kind) : bySystem;
            return byKind == 0 ? key.compareTo(other.key) : byKind;
        }
    }
}
