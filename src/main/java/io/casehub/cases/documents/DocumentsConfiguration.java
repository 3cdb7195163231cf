package io.casehub.cases.documents;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where contents lie, and which are taken, as the settings say. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocumentSettings.class)
class DocumentsConfiguration {

    @Bean
    Drafts drafts(DocumentSettings settings) {
        return new Drafts(settings.folder().resolve("drafts"), settings.largest().toBytes());
    }

    @Bean
    ContentStore contents(DocumentSettings settings, Drafts drafts) {
        return switch (settings.store()) {
            case FOLDER -> new FolderStore(settings.folder().resolve("contents"));
            case S3 -> new S3Store(settings.s3(), drafts);
        };
    }

    @Bean
    FileTypes fileTypes(DocumentSettings settings) {
        return new FileTypes(settings.types());
    }
}
