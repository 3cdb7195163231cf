package io.casehub.intake.reading.mime;

import java.util.List;

/** Parts in their order, and how they belong together. */
public record Multipart(MediaType type, List<Node> children) implements Node {

    public Multipart {
        children = List.copyOf(children);
    }

    /** Parts that came in one envelope and stand beside each other. */
    public static Multipart mixed(List<Node> children) {
        return new Multipart(MediaType.named("multipart/mixed"), children);
    }
}
