package io.casehub.landscape.billing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** SOAP 1.1 envelopes, document/literal. */
final class Soap {

    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String NAMESPACE = "urn:billing:v1";

    private Soap() {}

    /** An operation that was called, with its simple arguments. */
    record Call(String operation, Map<String, String> arguments) {

        @Nullable
        String get(String name) {
            return arguments.get(name);
        }

        String need(String name) throws Fault {
            var value = arguments.get(name);
            if (value == null || value.isBlank())
                throw new Fault("BAD_REQUEST", name + " is missing", null);
            return value;
        }
    }

    /** Why a call was refused; told as a SOAP fault with the code in its detail. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1;
        private final String code;
        private final transient Entry.@Nullable Quarrel current;

        Fault(String code, String message, Entry.@Nullable Quarrel current) {
            super(message);
            this.code = code;
            this.current = current;
        }

        String code() {
            return code;
        }
    }

    static Call read(String body) throws Fault {
        try {
            var root = Xml.parse(body).getDocumentElement();
            var operation = element(element(root, ENVELOPE, "Body"), NAMESPACE, null);
            var arguments = new HashMap<String, String>();
            for (var node = operation.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element argument)
                    arguments.put(argument.getLocalName(), argument.getTextContent().strip());
            }
            return new Call(operation.getLocalName(), arguments);
        } catch (SAXException e) {
            throw new Fault("BAD_REQUEST", "not a SOAP 1.1 envelope", null);
        }
    }

    static String answer(String element, Consumer<Xml> content) {
        return envelope(body -> body.element("b", element, NAMESPACE, content));
    }

    static String fault(Fault fault) {
        var caller = !fault.code().equals("INTERNAL");
        return envelope(body -> body.element("soap", "Fault", ENVELOPE, xml -> xml
                .text("faultcode", caller ? "soap:Client" : "soap:Server")
                .text("faultstring", String.valueOf(fault.getMessage()))
                .element("detail", detail -> detail.element("b", "fault", NAMESPACE, inner -> {
                    inner.text("code", fault.code());
                    if (fault.current != null)
                        inner.element("dispute", fault.current::write);
                }))));
    }

    private static String envelope(Consumer<Xml> content) {
        var xml = new Xml();
        xml.element("soap", "Envelope", ENVELOPE, envelope -> envelope.element("soap", "Body", ENVELOPE, content));
        return xml.toString();
    }

    private static Element element(Node parent, String namespace, @Nullable String name) throws Fault {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element found && namespace.equals(found.getNamespaceURI())
                    && (name == null || name.equals(found.getLocalName())))
                return found;
        }
        throw new Fault("BAD_REQUEST", "no element of " + namespace + " where one belongs", null);
    }
}
