package io.casehub.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what comes in by HTTP.
 *
 * @param maxBody the largest request body taken, 1 MB unless set; no more than 64 MB, since a body
 * without a length is held in memory
 * @param maxMail the largest mail that may be handed over, 50 MB unless set; no more than 128 MB
 * @param maxBulk the largest body of many changes of cases, 8 MB unless set; no more than 64 MB
 */
@ConfigurationProperties("casehub.http")
record HttpSettings(@DefaultValue("1MB") DataSize maxBody, @DefaultValue("50MB") DataSize maxMail,
        @DefaultValue("8MB") DataSize maxBulk) {

    HttpSettings {
        if (maxBody.toBytes() < 1 || maxBody.compareTo(DataSize.ofMegabytes(64)) > 0) {
            throw new IllegalArgumentException("casehub.http.max-body is a size from 1B to 64MB, such as 1MB");
        }
        if (maxBulk.toBytes() < 1 || maxBulk.compareTo(DataSize.ofMegabytes(64)) > 0) {
            throw new IllegalArgumentException("casehub.http.max-bulk is a size from 1B to 64MB, such as 8MB");
        }
        if (maxMail.toBytes() < 1 || maxMail.compareTo(DataSize.ofMegabytes(128)) > 0) {
            throw new IllegalArgumentException("casehub.http.max-mail is a size from 1B to 128MB, such as 50MB");
        }
    }
}
