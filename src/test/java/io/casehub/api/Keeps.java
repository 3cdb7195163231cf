package io.casehub.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The operations of {@code openapi.yaml} that a {@link ContractPart} answers for, by their ids. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Keeps {
    String[] value();
}
