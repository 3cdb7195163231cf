/**
 * Where the documents beside records are fetched: a port that whoever speaks with a system fills.
 */
@NullMarked
@NamedInterface("documents")
package io.casehub.ingest.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
