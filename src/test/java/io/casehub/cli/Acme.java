package io.casehub.cli;

import java.nio.file.Path;

/** A small connector as it should be, in a folder of a test's own. */
final class Acme {

    private Acme() {}

    static Workshop in(Path folder) {
        return new Workshop(folder).write("routes/acme/connector.yaml", """
                title: Acme
                settings:
                  url:     {required: true}
                  api-key: {required: true, secret: true}
                http:
                  headers: {X-Api-Key: "{{acme.api-key}}"}
                """)
                .write("routes/acme/acme-customers.camel.yaml",
                        """
                                # Acme's contacts.
                                - templatedRoute:
                                    routeId: acme-customers
                                    routeTemplateRef: pull-http
                                    parameters:
                                      - {name: system,  value: acme}
                                      - {name: url,     value: "{{acme.url}}/contacts?since={cursor.at}&after={cursor.key}&limit={limit}"}
                                      - {name: records, value: /data}
                                      - {name: order,   value: "modified, id"}
                                      - {name: mapping, value: acme/customer}
                                """)
                .write("mappings/acme/customer.jslt",
                        """
                                // Acme contact → Customer
                                if (.kind == "X") null else
                                {"source": {"key": string(.id)}, "changedAt": .modified, "kind": "person", "name": trim(.full_name),
                                 "contacts": [for ([email(.mail)]) {"type": "email", "value": .} if (.)]}
                                """)
                .write("mappings/acme/customer.test.yaml",
                        """
                                mapping: acme/customer.jslt
                                cases:
                                  - name: takes the name
                                    given: {id: 18, kind: P, full_name: " Ada Byron ", modified: "2026-01-05T10:00:00Z"}
                                    expect: {source: {key: "18"}, kind: person, name: Ada Byron, changedAt: "2026-01-05T10:00:00Z"}
                                """);
    }
}
