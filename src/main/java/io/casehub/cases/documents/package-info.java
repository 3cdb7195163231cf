/**
 * The documents of cases: what people put on them, what came with their mails, what their source
 * records keep. Contents lie in a store of their own under their digest, and are checked whenever
 * they are read.
 */
@NullMarked
@NamedInterface("documents")
package io.casehub.cases.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
