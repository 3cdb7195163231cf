package io.casehub.api;

import io.casehub.model.CustomerId;

/**
 * A customer who may be meant by what somebody said of him.
 *
 * @param score from 0 to 1, which is what was said and nothing else
 * @param how as people read it
 */
record Fit(CustomerId customer, double score, String how) {}
