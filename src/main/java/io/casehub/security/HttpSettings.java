package io.casehub.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what comes in by HTTP.
 *
 * @param maxBody the largest request body taken, 1 MB unless set; no more than 64 MB, since a body
 * without a length is held in memory
 */
@ConfigurationProperties("casehub.http")
record HttpSettings(@DefaultValue("1MB") DataSize maxBody) {

    HttpSettings {
        if (maxBody.toBytes() < 1 || maxBody.compareTo(DataSize.ofMegabytes(64)) > 0) {
            throw new IllegalArgumentException("casehub.http.max-body is a size from 1B to 64MB, such as 1MB");
        }
    }
}
