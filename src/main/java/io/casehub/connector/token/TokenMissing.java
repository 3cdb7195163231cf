package io.casehub.connector.token;

import java.io.IOException;

/** There is no token that lives, so nobody logged in; its message says why. */
public final class TokenMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TokenMissing(IOException why) {
        super(why.getMessage(), why);
    }
}
