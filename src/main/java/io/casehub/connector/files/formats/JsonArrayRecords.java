package io.casehub.connector.files.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.casehub.ingest.RawRecord;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The elements of one JSON array, one after the other. */
final class JsonArrayRecords implements FileRecords {

    private static final ObjectReader ELEMENTS = ExactJson.mapper().reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String file;
    private final Bounded parser;
    private @Nullable JsonStreamContext array;
    private boolean isOver;

    JsonArrayRecords(String file, InputStream content, Charset charset) {
        this.file = file;
        try {
            this.parser = new Bounded(ExactJson.mapper().createParser(Decoding.reader(content, charset)));
        } catch (IOException e) {
            throw new FileBroken(file + " breaks off at its beginning; send it whole");
        }
    }

    @Override
    public Optional<RawRecord> next() {
        try {
            if (array == null) {
                begin();
            }
            if (isOver || isEnd()) {
                isOver = true;
                return Optional.empty();
            }
            return Optional.of(element());
        } catch (IOException | TooLong e) {
            throw new FileBroken(here() + "is no whole JSON array from here on; send it whole");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void begin() throws IOException {
        var first = parser.nextToken();
        if (first == null) {
            isOver = true; // a file without anything in it has no records
        } else if (first != JsonToken.START_ARRAY) {
            throw new FileBroken(here() + "is no JSON array");
        }
        array = parser.getParsingContext();
    }

    private boolean isEnd() throws IOException {
        parser.startsRecord();
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            return false;
        }
        if (parser.nextToken() != null) {
            throw new FileBroken(here() + "goes on behind the end of its array");
        }
        return true;
    }

    private RawRecord element() throws IOException {
        var where = here();
        try {
            return RawRecord.of(ELEMENTS.readTree(parser));
        } catch (TooLong e) {
            parser.takesAny();
            while (parser.getParsingContext() != array) {
                parser.nextToken();
            }
            return RawRecord.unreadable(where + "a record too long to be kept",
                    where + "is longer than " + LONGEST_RECORD + " characters");
        }
    }

    private String here() {
        return file + ", line " + parser.currentTokenLocation().getLineNr() + ": ";
    }

    /** Gives up a record once it is too long. */
    private static final class Bounded extends JsonParserDelegate {

        private long end = Long.MAX_VALUE;

        Bounded(JsonParser parser) {
            super(parser);
        }

        void startsRecord() {
            end = delegate.currentLocation().getCharOffset() + LONGEST_RECORD;
        }

        void takesAny() {
            end = Long.MAX_VALUE;
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            var token = super.nextToken();
            if (delegate.currentLocation().getCharOffset() > end) {
                throw new TooLong();
            }
            return token;
        }
    }
}
