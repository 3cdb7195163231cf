package io.casehub.landscape.company;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;

/** Something that Velomund sells, with its price in cents. */
public record Product(String no, String name, long cents) {

    public static List<Product> all() {
        return Country.resource("products.yaml", new TypeReference<>() {
        });
    }
}
