package io.casehub.connector.files.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.casehub.ingest.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * The elements at one path of an XML document, names without prefix. An element becomes a record as
 * an answer over HTTP does: attributes are fields, its text is {@code ""}, repeated elements are an
 * array. A document type is refused: records have no use for one, attacks have.
 */
final class XmlRecords implements FileRecords {

    private static final XmlMapper XML = new XmlMapper();
    private static final XMLInputFactory READERS = readers();

    private final String file;
    private final List<String> path;
    private final InputStream content;
    private final BoundedXml xml;
    private final List<String> open = new ArrayList<>();

    XmlRecords(String file, InputStream content, List<String> path) {
        this.file = file;
        this.path = path;
        this.content = content;
        try {
            var counted = new CountedBytes(content);
            this.xml = new BoundedXml(READERS.createXMLStreamReader(counted), counted);
        } catch (XMLStreamException e) {
            throw new FileBroken(file + " is no XML");
        }
    }

    @Override
    public Optional<RawRecord> next() {
        try {
            while (xml.hasNext()) {
                xml.startsRecord();
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new FileBroken(here() + "declares a document type, which is refused; send it without");
                } else if (event == XMLStreamConstants.START_ELEMENT && isRecord(xml.getLocalName())) {
                    return Optional.of(record());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.removeLast();
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | IOException | TooLong e) {
            throw new FileBroken(here() + "is no well-formed XML from here on; send it whole");
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private boolean isRecord(String element) {
        open.add(element);
        if (open.size() == 1 && !element.equals(path.getFirst())) {
            throw new FileBroken(here() + "the root element is <" + element + ">, not <" + path.getFirst() + ">");
        }
        return open.equals(path);
    }

    private RawRecord record() throws XMLStreamException, IOException {
        var where = here();
        open.removeLast();
        int depth = xml.depth();
        try {
            return RawRecord.of(XML.readValue(xml, JsonNode.class));
        } catch (TooLong e) {
            xml.takesAny();
            while (xml.depth() >= depth) {
                xml.next();
            }
            return RawRecord.unreadable(where + "a record too long to be kept",
                    where + "is longer than " + LONGEST_RECORD + " bytes");
        }
    }

    private String here() {
        return file + ", line " + xml.getLocation().getLineNumber() + ": ";
    }

    private static XMLInputFactory readers() {
        var readers = XMLInputFactory.newFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_COALESCING, false); // a long text comes in pieces
        return readers;
    }
}
