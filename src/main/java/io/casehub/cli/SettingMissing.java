package io.casehub.cli;

/** Something cannot be done before a person sets what the message names. */
final class SettingMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The one sentence about the database, wherever it is found missing. */
    static final String DATABASE = "casehub needs a PostgreSQL database: set SPRING_DATASOURCE_URL "
            + "(jdbc:postgresql://host:5432/name), SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";

    SettingMissing(String message) {
        super(message);
    }
}
