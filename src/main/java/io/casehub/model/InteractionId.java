package io.casehub.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an interaction as the API gives it out: the key of one that was posted there, of others
 * the system and the key, so that it stands in a path whatever the key is.
 */
public final class InteractionId {

    private static final String API = "api";
    private static final Pattern POSTED = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern OTHER = Pattern.compile("([a-z][a-z0-9-]{0,39})\\.([A-Za-z0-9_-]{2,1600})");

    private InteractionId() {}

    public static String of(SourceRef interaction) {
        return interaction.system().equals(API)
                ? interaction.key()
                : interaction.system() + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(interaction.key().getBytes(UTF_8));
    }

    /** What an id names; empty where it is none that the API gives out. */
    public static Optional<SourceRef> read(String id) {
        if (POSTED.matcher(id).matches()) {
            return Optional.of(posted(id));
        }
        var parts = OTHER.matcher(id);
        try {
            return parts.matches()
                    ? Optional.of(new SourceRef(parts.group(1), Entity.INTERACTION,
                            new String(Base64.getUrlDecoder().decode(parts.group(2)), UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same of a record as views name it, {@code system:key}. */
    public static Optional<SourceRef> named(String record) {
        int colon = record.indexOf(':');
        try {
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new SourceRef(record.substring(0, colon), Entity.INTERACTION,
                            record.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The interaction that was posted under a key of the hub's. */
    public static SourceRef posted(String key) {
        return new SourceRef(API, Entity.INTERACTION, key);
    }
}
