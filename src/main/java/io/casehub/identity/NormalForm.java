package io.casehub.identity;

import io.casehub.identity.matching.Profile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What matching looks at in a record, as it was made or as it is stored: made of what is stored
 * when somebody looks, for of most who are read with a page nobody wants more than whose they are.
 */
final class NormalForm {

    private final @Nullable String stored;
    private volatile @Nullable Profile profile;

    private NormalForm(@Nullable String stored, @Nullable Profile profile) {
        this.stored = stored;
        this.profile = profile;
    }

    static NormalForm of(Profile profile) {
        return new NormalForm(null, profile);
    }

    static NormalForm stored(String text) {
        return new NormalForm(text, null);
    }

    Profile profile() {
        var known = profile;
        if (known == null) {
            known = Profiles.read(Objects.requireNonNull(stored));
            profile = known;
        }
        return known;
    }

    /** As it is to be stored. */
    String text() {
        return stored == null ? Profiles.write(profile()) : stored;
    }
}
