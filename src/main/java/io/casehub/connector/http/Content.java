package io.casehub.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What is sent over HTTP, as a tree. XML has no document types here, and so no bombs. */
public enum Content {
    JSON,
    XML,
    FORM;

    private static final XmlMapper XML_MAPPER = new XmlMapper();

    /** @throws IOException where it is something else; the sentence begins with "is not" */
    public JsonNode read(byte[] content) throws IOException {
        try {
            return switch (this) {
                case JSON -> ExactJson.mapper().readTree(content);
                case XML -> XML_MAPPER.readTree(content);
                case FORM -> form(new String(content, StandardCharsets.UTF_8));
            };
        } catch (JsonProcessingException e) {
            throw new IOException("is not " + this + ": " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new IOException("is not a form: " + e.getMessage());
        }
    }

    private static JsonNode form(String text) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (var field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a field is written as name=value");
            }
            fields.put(URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
