package io.casehub.landscape.company;

import java.time.Instant;

/** Goods that come back, in the erp's codes. */
public record Return(String no, Order order, String reason, String state, String remark, Instant changed) {}
