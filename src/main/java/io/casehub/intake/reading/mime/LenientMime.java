package io.casehub.intake.reading.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * How Angus is asked to read: whatever can be understood, is. Most of these settings exist as
 * system properties only, and some are read once, when Angus's classes load.
 */
final class LenientMime {

    private static final Map<String, String> SETTINGS = Map.of("mail.mime.base64.ignoreerrors", "true",
            "mail.mime.uudecode.ignoreerrors", "true", "mail.mime.uudecode.ignoremissingbeginend", "true",
            "mail.mime.parameters.strict", "false", "mail.mime.multipart.allowempty", "true",
            "mail.mime.multipart.ignoremissingendboundary", "true",
            "mail.mime.multipart.ignoremissingboundaryparameter", "true",
            // else the class path is searched for it again for every part
            "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");

    private static final Session SESSION = session();

    private LenientMime() {}

    /** Angus looks for its parts where the thread looks that happens to be the first here. */
    private static Session session() {
        SETTINGS.forEach(System::setProperty);
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(LenientMime.class.getClassLoader());
        try {
            return Session.getInstance(new Properties());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static MimeMessage message(SharedByteArrayInputStream raw) throws MessagingException {
        return new MimeMessage(SESSION, raw) {

            @Override
            protected InternetHeaders createInternetHeaders(InputStream in) throws MessagingException {
                return new BoundedHeaders(in);
            }
        };
    }

    static MimeBodyPart part(byte[] raw) throws MessagingException {
        var in = new ByteArrayInputStream(raw);
        var headers = new BoundedHeaders(in);
        return new MimeBodyPart(headers, in.readAllBytes());
    }
}
