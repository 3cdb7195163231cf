package io.casehub.connector.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A folder of files, without those below it. Its failures are sentences that say what to do. */
interface Folder extends Closeable {

    /** Where files go that have been read, if they are to be moved. */
    String DONE = ".done";

    /** Its plain files in any order; no folders, no links. */
    List<FileMark> list() throws IOException;

    /** The file of this name as it is now; empty where there is none. */
    Optional<FileMark> look(String name) throws IOException;

    InputStream open(String name) throws IOException;

    /** Moves a file into {@link #DONE}, under another name. */
    void move(String name, String done) throws IOException;

    void delete(String name) throws IOException;
}
