package io.casehub.ingest.drift;

/**
 * What is compared with itself: the records that one mapping takes from one route.
 *
 * @param mapping such as {@code crm/customer}
 */
public record Traffic(String system, String route, String mapping) {}
