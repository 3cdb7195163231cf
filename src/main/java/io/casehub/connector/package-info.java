/**
 * Where Camel lives: the connectors of {@code routes/}, what their templates call, and the ports
 * other rooms declare.
 */
@NullMarked
package io.casehub.connector;

import org.jspecify.annotations.NullMarked;
