package io.casehub.landscape.company;

/**
 * @param country two letters, ISO 3166-1
 */
public record Address(String street, String zip, String city, String country) {

    public Address withStreet(String other) {
        return new Address(other, zip, city, country);
    }
}
