package io.casehub.ingest;

/** No mapping file of this name makes records. */
public final class MappingNotFound extends RuntimeException {

    MappingNotFound(String name) {
        super("no mapping " + name + ": there is no file mappings/" + name + ".jslt that makes records of an entity");
    }
}
