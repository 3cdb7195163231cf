package io.casehub.landscape.billing;

import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.function.Consumer;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Writes XML element by element, and reads it without DTDs and external entities. */
final class Xml {

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newInstance();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    Xml() {
        try {
            this.writer = WRITERS.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @throws SAXException if it is no XML, or carries a DTD
     */
    static Document parse(String xml) throws SAXException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml element(String prefix, String name, String namespace, Consumer<Xml> content) {
        try {
            writer.writeStartElement(prefix, name, namespace);
            writer.writeNamespace(prefix, namespace);
            content.accept(this);
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml element(String name, Consumer<Xml> content) {
        try {
            writer.writeStartElement(name);
            content.accept(this);
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An absent value is an absent element. */
    Xml text(String name, @Nullable String value) {
        return value == null ? this : element(name, xml -> xml.characters(value));
    }

    Xml money(String name, long cents) {
        return element(name, xml -> {
            try {
                writer.writeAttribute("currency", "EUR");
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
            xml.characters(BigDecimal.valueOf(cents, 2).toPlainString());
        });
    }

    @Override
    public String toString() {
        try {
            writer.flush();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void characters(String value) {
        try {
            writer.writeCharacters(value);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
