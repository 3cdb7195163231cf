package io.casehub.security;

/**
 * A new API key together with its text, which is shown to one person once and then known to nobody
 * else.
 *
 * @param text what its holder sends: {@code ch_<id>_<secret>}
 */
public record IssuedKey(ApiKey key, String text) {

    /** Without the secret: a record's own form would carry it into the first log line. */
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + "]";
    }
}
