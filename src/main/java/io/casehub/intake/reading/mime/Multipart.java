package io.casehub.intake.reading.mime;

import io.casehub.intake.reading.mime.Leaf.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts in their order, and how they belong together.
 *
 * @param signed the first of them as it was signed, header and all; {@code null} where nothing is
 */
public record Multipart(MediaType type, List<Node> children, @Nullable Content signed) implements Node {

    public Multipart {
        children = List.copyOf(children);
    }

    /** Parts that came in one envelope and stand beside each other. */
    public static Multipart mixed(List<Node> children) {
        return new Multipart(MediaType.named("multipart/mixed"), children, null);
    }
}
