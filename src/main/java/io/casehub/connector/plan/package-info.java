/**
 * What a connector's files ask for, checked before anything runs: each fault with its file and
 * line.
 */
@NullMarked
package io.casehub.connector.plan;

import org.jspecify.annotations.NullMarked;
