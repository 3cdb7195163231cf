/**
 * What the push templates do beside Camel: say a command in the system's words, and make an outcome
 * of its answer.
 */
@NullMarked
package io.casehub.connector.push;

import org.jspecify.annotations.NullMarked;
