package io.casehub.events.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private final Addresses open = new Addresses(false);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
            "64:ff9b::a00:1", "2002:a00:1::1", "2001:0:a00:1::1", "2001:db8::1"})
    void nobodyWithinIsTold(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> open.resolve(address)).isInstanceOf(UnknownHostException.class);
        assertThat(new Addresses(true).resolve(address)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
            "223.255.255.255", "100.63.255.255", "100.128.0.0", "2606:4700:4700::1111", "2a00:1450:4001::1"})
    void whoIsOutThereIsTold(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/", "ftp://example.org/", "https:/hook", "https://", "//example.org",
            "https://user:word@example.org/", "https://example.org/#part", "hook", "https://exa mple.org/",
            "file:///etc"})
    void whatIsNoSafeUrlIsRefused(String url) {
        assertThatThrownBy(() -> open.checked(url)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void withinANetworkOfItsOwnHttpWillDo() {
        assertThat(new Addresses(true).checked("http://warehouse.internal:8080/hook?x=1")).hasPort(8080);
        assertThat(open.checked("https://example.org:8443/hook?x=1")).hasPort(8443);
    }
}
