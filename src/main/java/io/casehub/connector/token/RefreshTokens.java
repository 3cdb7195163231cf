package io.casehub.connector.token;

import io.casehub.connector.token.OAuthClient.Grant;
import java.io.IOException;

/** Where refresh tokens that a provider gave in the place of the configured one outlive the hub. */
interface RefreshTokens {

    /**
     * Asks with the newest refresh token that there is, and keeps what comes in its place.
     *
     * @throws IOException where the provider gives nothing
     */
    Grant renew(OAuthClient client) throws IOException;
}
