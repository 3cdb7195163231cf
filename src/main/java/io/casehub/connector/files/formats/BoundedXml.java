package io.casehub.connector.files.formats;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Knows how deep it stands, and gives up a record once it is too long. */
final class BoundedXml extends StreamReaderDelegate {

    private final CountedBytes content;
    private long end = Long.MAX_VALUE;
    private int depth;

    BoundedXml(XMLStreamReader reader, CountedBytes content) {
        super(reader);
        this.content = content;
    }

    void startsRecord() {
        end = content.count() + FileRecords.LONGEST_RECORD;
    }

    void takesAny() {
        end = Long.MAX_VALUE;
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        if (content.count() > end) {
            throw new TooLong();
        }
        return event;
    }
}
