package io.casehub.connector;

import io.casehub.connector.http.Download;
import io.casehub.connector.http.HttpAccess;
import io.casehub.ingest.documents.DocumentSource;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.model.DocumentRef;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The documents in systems whose {@code connector.yaml} says where they lie. */
@Component
class SystemDocuments implements DocumentSource {

    private final Catalog catalog;
    private final CamelContext camel;

    SystemDocuments(Catalog catalog, @Lazy CamelContext camel) {
        this.catalog = catalog;
        this.camel = camel;
    }

    @Override
    public boolean isMail() {
        return false;
    }

    @Override
    public Set<SourceRef> keeps(Collection<SourceRef> records) {
        return records.stream().filter(record -> download(record.system()).isPresent()).collect(Collectors.toSet());
    }

    @Override
    public void fetch(SourceRef record, DocumentRef document, OutputStream into) throws IOException {
        download(record.system()).orElseThrow(() -> DocumentUnreachable.silent("the connector " + record.system()
                + " does not run now; try again later")).fetch(document.path(), into);
    }

    private Optional<Download> download(String system) {
        return catalog.find(system).filter(Connector::isRunning).flatMap(connector -> {
            var rule = connector.file().documents();
            var access = camel.getRegistry().lookupByNameAndType(system + "-http", HttpAccess.class);
            return rule == null || access == null
                    ? Optional.empty()
                    : Optional.of(new Download(system, access, camel.resolvePropertyPlaceholders(rule.below()),
                            rule.content()));
        });
    }
}
