package io.casehub.cases.documents;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Contents as objects of an S3-compatible store, their digest behind a prefix as the key. */
final class S3Store implements ContentStore, AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration WHOLE_CALL = Duration.ofMinutes(3);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Drafts drafts;

    S3Store(DocumentSettings.S3 settings, Drafts drafts) {
        this.client = client(settings);
        this.bucket = settings.bucket();
        this.prefix = settings.prefix();
        this.drafts = drafts;
    }

    /** The store checks the digest that is sent along, and keeps no half of a content. */
    @Override
    public void put(Content draft) {
        asked("keeping a content", () -> client.putObject(
                request -> request.bucket(bucket).key(key(draft.sha256())).contentLength(draft.size())
                        .checksumSHA256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(draft.sha256()))),
                RequestBody.fromFile(draft.file())));
    }

    @Override
    public boolean has(String sha256) {
        return asked("looking for a content", () -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(key(sha256)));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    @Override
    public Content open(String sha256) {
        return asked("reading a content", () -> {
            try (var stream = client.getObject(request -> request.bucket(bucket).key(key(sha256)))) {
                return checked(sha256, drafts.of(stream));
            } catch (NoSuchKeyException e) {
                throw new ContentBroken(sha256, "is missing");
            } catch (IOException e) {
                throw new ContentStoreDown("reading a content", e);
            }
        });
    }

    @Override
    public void delete(String sha256) {
        asked("deleting a content", () -> client.deleteObject(
                request -> request.bucket(bucket).key(key(sha256))));
    }

    @Override
    public void eachBefore(Instant time, Consumer<String> told) {
        asked("listing contents", () -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .filter(object -> object.lastModified().isBefore(time))
                    .forEach(object -> told.accept(object.key().substring(prefix.length())));
            return true;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private static Content checked(String sha256, Content draft) throws IOException {
        if (!draft.sha256().equals(sha256)) {
            draft.close();
            throw new ContentBroken(sha256, "has the digest " + draft.sha256());
        }
        return draft;
    }

    private String key(String sha256) {
        return prefix + sha256;
    }

    private static <T> T asked(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new ContentStoreDown(doing, e);
        }
    }

    /**
     * Checksums and chunks are Amazon's own: others refuse them, and the signature covers the digest.
     */
    private static S3Client client(DocumentSettings.S3 settings) {
        return S3Client.builder().endpointOverride(settings.endpoint()).region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings)).forcePathStyle(settings.endpoint() != null)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECTING)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(calls -> calls.apiCallTimeout(WHOLE_CALL))
                .build();
    }

    private static AwsCredentialsProvider credentials(DocumentSettings.S3 settings) {
        return settings.accessKey() == null || settings.secretKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }
}
