/**
 * Every event on a Kafka topic: each once, those of a customer in their order, whatever happens to
 * nodes and brokers.
 */
@NullMarked
package io.casehub.events.topic;

import org.jspecify.annotations.NullMarked;
