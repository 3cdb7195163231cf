package io.casehub.connector.mailbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** A mailbox that is read. Mails are sent through {@code smtp:}. */
final class MailboxEndpoint extends DefaultEndpoint {

    private final String system;
    private final MailboxSettings settings;
    private final Books books;

    MailboxEndpoint(String uri, MailboxComponent component, String system, MailboxSettings settings, Books books) {
        super(uri, component);
        this.system = system;
        this.settings = settings;
        this.books = books;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new MailboxConsumer(this, processor, system, settings, books);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a mailbox is read; mails are sent through smtp:");
    }
}
