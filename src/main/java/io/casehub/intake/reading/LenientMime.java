package io.casehub.intake.reading;

import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;

/**
 * How Angus is asked to read: whatever can be understood, is. Most of these settings exist as
 * system properties only, and some are read once, when Angus's classes load.
 */
final class LenientMime {

    private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("mail.mime.decodetext.strict", "false"),
            Map.entry("mail.mime.decodeparameters", "true"), Map.entry("mail.mime.parameters.strict", "false"),
            Map.entry("mail.mime.base64.ignoreerrors", "true"), Map.entry("mail.mime.uudecode.ignoreerrors", "true"),
            Map.entry("mail.mime.uudecode.ignoremissingbeginend", "true"),
            Map.entry("mail.mime.multipart.allowempty", "true"),
            Map.entry("mail.mime.multipart.ignoremissingendboundary", "true"),
            Map.entry("mail.mime.multipart.ignoremissingboundaryparameter", "true"),
            Map.entry("mail.mime.windowsfilenames", "true"));

    private LenientMime() {}

    static Session session() {
        SETTINGS.forEach(System::setProperty);
        var properties = new Properties();
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }
}
