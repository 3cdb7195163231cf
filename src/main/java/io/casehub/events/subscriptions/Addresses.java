package io.casehub.events.subscriptions;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where webhooks may lead. Names are looked up for each connection by this alone, so a name that
 * leads elsewhere the second time leads nowhere.
 */
final class Addresses implements DnsResolver {

    /**
     * Networks of https://www.iana.org/assignments/iana-ipv4-special-registry that nobody is to be told
     * in.
     */
    private static final List<Network> RESERVED = List.of(Network.of("0.0.0.0", 8), Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10), Network.of("127.0.0.0", 8), Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12), Network.of("192.0.0.0", 24), Network.of("192.0.2.0", 24),
            Network.of("192.168.0.0", 16), Network.of("198.18.0.0", 15), Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24), Network.of("224.0.0.0", 3));

    private final boolean isPrivateAllowed;

    Addresses(boolean isPrivateAllowed) {
        this.isPrivateAllowed = isPrivateAllowed;
    }

    /**
     * A URL somebody may be told at, as far as it can be seen from it.
     *
     * @throws IllegalArgumentException with a sentence for people, where it is none
     */
    URI checked(String text) {
        try {
            var uri = URI.create(text);
            boolean isSafe = "https".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && (isSafe || isPrivateAllowed && "http".equalsIgnoreCase(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException("url is an https URL without user and fragment");
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        var allowed = Arrays.stream(found).filter(address -> isPrivateAllowed || isPublic(address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new UnknownHostException("the host has no public address; the hub tells nobody within its network "
                    + "(casehub.events.webhooks.private-allowed)");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> RESERVED.stream().noneMatch(network -> network.contains(four.getAddress()));
            case Inet6Address six -> isGlobal(six.getAddress());
            default -> false;
        };
    }

    /** 2000::/3 alone is given out, and within it what carries an IPv4 address may lead anywhere. */
    private static boolean isGlobal(byte[] address) {
        int first = (address[0] & 0xff) << 8 | address[1] & 0xff;
        int second = (address[2] & 0xff) << 8 | address[3] & 0xff;
        boolean isGivenOut = (first & 0xe000) == 0x2000;
        boolean isTunnel = first == 0x2002 || first == 0x2001 && second == 0;
        boolean isForBooks = first == 0x2001 && second == 0x0db8 || first == 0x3fff;
        return isGivenOut && !isTunnel && !isForBooks;
    }

    /** @param bits of the address that are the network's */
    private record Network(int address, int bits) {

        static Network of(String address, int bits) {
            try {
                return new Network(number(InetAddress.getByName(address).getAddress()), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address needs no look-up", e);
            }
        }

        boolean contains(byte[] other) {
            return (number(other) ^ address) >>> 32 - bits == 0;
        }

        private static int number(byte[] bytes) {
            return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        }
    }
}
