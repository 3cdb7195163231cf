package io.casehub.api;

/** A form with files, as a browser sends it (RFC 7578). */
final class Multipart {

    static final String BOUNDARY = "----casehub-test";

    private final StringBuilder parts = new StringBuilder();

    private Multipart() {}

    static Multipart of() {
        return new Multipart();
    }

    Multipart file(String name, String type, String content) {
        return part("name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type, content);
    }

    Multipart field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    String body() {
        return parts + "--" + BOUNDARY + "--\r\n";
    }

    private Multipart part(String head, String content) {
        parts.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; ").append(head)
                .append("\r\n\r\n").append(content).append("\r\n");
        return this;
    }
}
