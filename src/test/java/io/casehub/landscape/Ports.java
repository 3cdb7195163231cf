package io.casehub.landscape;

import io.casehub.landscape.system.Loopback;
import java.util.LinkedHashMap;
import java.util.Map;

/** One port for each service, all on the loopback address; 0 picks a free one. */
public record Ports(int control, int crm, int erp, int billing, int kafka, int smtp, int imap, int postgres) {

    public static Ports free() {
        return new Ports(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * The ports that will be used.
     *
     * @throws PortTaken if somebody else listens on one of them
     */
    Ports resolved() {
        named().forEach((service, port) -> {
            if (port != 0 && !Loopback.isFree(port))
                throw new PortTaken(service, port);
        });
        return new Ports(chosen(control), chosen(crm), chosen(erp), chosen(billing), chosen(kafka), chosen(smtp),
                chosen(imap), chosen(postgres));
    }

    Map<String, Integer> named() {
        var named = new LinkedHashMap<String, Integer>();
        named.put("control", control);
        named.put("crm", crm);
        named.put("erp", erp);
        named.put("billing", billing);
        named.put("kafka", kafka);
        named.put("smtp", smtp);
        named.put("imap", imap);
        named.put("postgres", postgres);
        return named;
    }

    private static int chosen(int port) {
        return port == 0 ? Loopback.freePort() : port;
    }
}
