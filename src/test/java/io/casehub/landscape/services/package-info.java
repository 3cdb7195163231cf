/** The services of development: PostgreSQL, a Kafka broker, a mail server. */
@NullMarked
package io.casehub.landscape.services;

import org.jspecify.annotations.NullMarked;
