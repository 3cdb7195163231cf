package io.casehub.cases.documents;

import io.casehub.model.CodeWord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of documents.
 *
 * @param largest the largest document taken or fetched, 25 MB unless set
 * @param mostPerCase how many uploads a case holds, 500 unless set
 * @param types media types taken, {@code image/*} for all of a kind
 * @param store {@code folder} or {@code s3}
 * @param folder where drafts are written, and contents where the store is a folder
 * @param unclaimed how old a content is that no document has, before it is deleted; a day unless
 * set
 */
@ConfigurationProperties("casehub.documents")
record DocumentSettings(@DefaultValue("25MB") DataSize largest, @DefaultValue("500") int mostPerCase,
        @DefaultValue({
                "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff",
                "image/heic", "image/bmp", "text/plain", "text/csv", "message/rfc822", "application/rtf",
                "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
                "application/vnd.ms-outlook",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.oasis.opendocument.presentation", "audio/mpeg", "audio/mp4", "audio/vnd.wave",
                "audio/ogg", "video/mp4", "video/quicktime"}) List<String> types,
        @DefaultValue("folder") Kind store, @DefaultValue("data/documents") Path folder,
        @DefaultValue("1d") Duration unclaimed, @DefaultValue S3 s3) {

    /** Where contents lie. */
    enum Kind implements CodeWord {
        FOLDER,
        S3
    }

    /**
     * An S3-compatible store.
     *
     * @param endpoint such as {@code https://minio.example.com}; Amazon's own where it is left out
     * @param accessKey with its secret; left out, the SDK looks where it always does (role,
     * environment)
     * @param prefix before the digest in each key, such as {@code casehub/}
     */
    record S3(@Nullable URI endpoint, @DefaultValue("us-east-1") String region, @DefaultValue("") String bucket,
            @Nullable String accessKey, @Nullable String secretKey, @DefaultValue("") String prefix) {

        @Override
        public String toString() {
            return "S3[" + endpoint + ", " + bucket + "]"; // no secret in a log line
        }
    }

    DocumentSettings {
        if (largest.toBytes() < 1 || mostPerCase < 1) {
            throw new IllegalArgumentException("casehub.documents.largest is a size such as 25MB, and "
                    + "casehub.documents.most-per-case a number from 1");
        }
        if (store == Kind.S3 && s3.bucket().isBlank()) {
            throw new IllegalArgumentException("casehub.documents.store is s3: set casehub.documents.s3.bucket, too");
        }
        if (unclaimed.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("casehub.documents.unclaimed is an hour or more, such as 1d");
        }
        types = List.copyOf(types);
    }
}
