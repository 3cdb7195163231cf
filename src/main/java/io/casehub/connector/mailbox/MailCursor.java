package io.casehub.connector.mailbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How far a mailbox has been read.
 *
 * @param uidValidity the life of the folder the UIDs belong to (RFC 3501, 2.3.1.1)
 * @param uid the last UID read
 * @param backlogUntil the highest UID that was there when this life of the folder was first read
 */
record MailCursor(long uidValidity, long uid, long backlogUntil) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static MailCursor parse(String text) {
        try {
            return JSON.readValue(text, MailCursor.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored cursor of a mailbox is not one", e);
        }
    }

    MailCursor at(long newUid) {
        return new MailCursor(uidValidity, newUid, backlogUntil);
    }

    String text() {
        return JSON.createObjectNode().put("uidValidity", uidValidity).put("uid", uid)
                .put("backlogUntil", backlogUntil).toString();
    }
}
