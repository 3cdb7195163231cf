package io.casehub.cases.documents;

import io.casehub.cases.documents.DocumentRefused.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, and whether such are taken. Its bytes decide; its name and what the sender claims
 * only say which of the things it may be, by its bytes, it is. Where both say something else, it is
 * no accident.
 */
final class FileTypes {

    private final List<String> taken;

    FileTypes(List<String> taken) {
        this.taken = taken;
    }

    /**
     * The type of a content, such as {@code application/pdf}.
     *
     * @param claim what the sender says it is
     * @throws DocumentRefused where such are not taken, or it is not what name and sender say
     */
    String of(Content content, String name, @Nullable String claim) {
        var claimed = claimed(claim);
        var named = guess(null, name);
        var found = detect(content, name);
        var said = Stream.of(claimed, named).filter(type -> !type.equals(MediaType.OCTET_STREAM)).toList();
        if (!said.isEmpty() && said.stream().noneMatch(type -> fits(type, found))) {
            throw refused("is " + found + " by its bytes, and " + said.getFirst() + " by what is said of it");
        }
        var type = Known.REGISTRY.isSpecializationOf(claimed, found) ? claimed : found;
        if (!isTaken(type)) {
            throw refused("is " + type + ", which is not taken (casehub.documents.types); taken are "
                    + String.join(", ", taken));
        }
        return type.toString();
    }

    /** What a file is by its name and by what is said of it, where such are not taken. */
    Optional<String> notTaken(String name, @Nullable String claim) {
        var said = Stream.of(claimed(claim), guess(null, name)).filter(type -> !type.equals(MediaType.OCTET_STREAM))
                .toList();
        return said.isEmpty()
                ? Optional.of(MediaType.OCTET_STREAM.toString())
                : said.stream().filter(type -> !isTaken(type)).map(MediaType::toString).findFirst();
    }

    /** A media type as somebody wrote it, {@code null} where it is none. */
    static @Nullable String written(@Nullable String type) {
        return Optional.ofNullable(type).map(MediaType::parse).map(MediaType::getBaseType).map(MediaType::toString)
                .orElse(null);
    }

    private MediaType detect(Content content, String name) {
        try (var stream = new BufferedInputStream(Files.newInputStream(content.file()))) {
            return guess(stream, name);
        } catch (IOException e) {
            throw new ContentStoreDown("reading a draft", e);
        }
    }

    private MediaType guess(@Nullable BufferedInputStream stream, String name) {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return Known.REGISTRY.normalize(Known.TYPES.detect(stream, metadata).getBaseType());
        } catch (IOException e) {
            throw new ContentStoreDown("reading a draft", e);
        }
    }

    /** What is not written as a media type claims nothing. */
    private MediaType claimed(@Nullable String claim) {
        return Optional.ofNullable(written(claim)).map(MediaType::parse).map(Known.REGISTRY::normalize)
                .orElse(MediaType.OCTET_STREAM);
    }

    private boolean fits(MediaType said, MediaType found) {
        return said.equals(found) || !found.equals(MediaType.OCTET_STREAM)
                && (Known.REGISTRY.isSpecializationOf(said, found) || Known.REGISTRY.isSpecializationOf(found, said));
    }

    private boolean isTaken(MediaType type) {
        return taken.stream().anyMatch(one -> one.equals(type.toString())
                || one.endsWith("/*") && one.startsWith(type.getType() + "/"));
    }

    private static DocumentRefused refused(String why) {
        return new DocumentRefused(Reason.TYPE_NOT_TAKEN, "this file " + why);
    }

    /** Read when first asked for: a hub that starts does not wait for it. */
    private static final class Known {

        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
        static final MediaTypeRegistry REGISTRY = TYPES.getMediaTypeRegistry();
    }
}
