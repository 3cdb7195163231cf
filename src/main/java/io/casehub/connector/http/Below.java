package io.casehub.connector.http;

import io.casehub.ingest.documents.DocumentUnreachable;
import java.net.URI;

/** Addresses that are the connector's own. */
final class Below {

    private Below() {}

    /**
     * A path or URL as one below the base; a record cannot lead the hub elsewhere.
     *
     * @throws DocumentUnreachable where it does
     */
    static URI of(String system, String base, String path) {
        try {
            var root = URI.create(base.endsWith("/") ? base : base + "/");
            var uri = root.resolve(path).normalize();
            if (isBelow(root, uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, as for an address elsewhere
        }
        throw DocumentUnreachable.refused("the record says that this document lies elsewhere than in " + system
                + "; the hub does not go there (documents.below)");
    }

    private static boolean isBelow(URI root, URI uri) {
        var path = String.valueOf(uri.getRawPath());
        return String.valueOf(root.getScheme()).equalsIgnoreCase(uri.getScheme())
                && String.valueOf(root.getHost()).equalsIgnoreCase(uri.getHost())
                && root.getPort() == uri.getPort() && uri.getRawUserInfo() == null
                && path.startsWith(root.getRawPath()) && !path.contains("..")
                && !path.matches("(?i).*%(2e|2f|5c|00).*");
    }
}
