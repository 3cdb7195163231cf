package io.casehub.connector.http;

import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * How one system is spoken to over HTTP, by all routes of its connector: as whom, how often at
 * most, how long to wait for an answer. Camel's HTTP client takes it in by the name
 * {@code <system>-http}. It never sends a request a second time by itself, but where the system
 * says that it took nothing since the session is over.
 */
public final class HttpAccess implements HttpClientConfigurer, ExecChainHandler {

    private static final int UNAUTHORIZED = 401;

    private final HttpSettings settings;
    private final Authentication authentication;
    private final Limits limits;
    private final IdentityCheck identity;

    private HttpAccess(String system, HttpSettings settings, Mappings mappings) {
        this.settings = settings;
        var client = new OwnClient(settings.timeout());
        this.authentication = settings.authentication(client, mappings);
        this.limits = new Limits(system, settings);
        this.identity = new IdentityCheck(settings, authentication, client);
    }

    /**
     * What the section {@code http} of a {@code connector.yaml} says.
     *
     * @param spot the section; {@code null} where there is none
     * @throws io.casehub.mapping.FileBroken where it says something it cannot
     */
    public static HttpAccess of(String system, @Nullable Spot spot, UnaryOperator<String> resolved,
            Mappings mappings) {
        return new HttpAccess(system, HttpSettings.of(spot, resolved), mappings);
    }

    /** Of the system to which a route belongs. */
    public static HttpAccess of(Exchange exchange, String system) {
        return exchange.getContext().getRegistry().lookupByNameAndType(system + "-http", HttpAccess.class);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableCookieManagement();
        client.addExecInterceptorFirst("casehub", this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setRequestConfig(patience(scope.clientContext.getRequestConfigOrDefault()));
        beforehand(identity::confirm);
        return limits.within(scope, () -> {
            settings.headers().forEach(request::setHeader);
            beforehand(() -> authentication.sign(request));
            var response = chain.proceed(request, scope);
            if (isOver(response) && authentication.renew()) {
                response.close();
                beforehand(() -> authentication.sign(request));
                return chain.proceed(request, scope);
            }
            return response;
        });
    }

    /** What a system complains of in an answer that looks like success, by the rules it declares. */
    public Optional<Complaint> complaint(HttpAnswer answer) throws IOException {
        for (var rule : settings.errors()) {
            var words = rule.complaint(answer);
            if (words.isPresent()) {
                if (rule.isExpiry()) {
                    authentication.renew();
                }
                return Optional.of(new Complaint(words.get(), rule.isExpiry()));
            }
        }
        return Optional.empty();
    }

    /** Who fails to say who he is has sent nothing of what he wanted to. */
    private static void beforehand(Introduction introduction) throws IOException {
        try {
            introduction.make();
        } catch (IOException e) {
            throw new LeftAlone(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isOver(ClassicHttpResponse response) {
        return response.getCode() == UNAUTHORIZED;
    }

    private RequestConfig patience(RequestConfig usual) {
        return RequestConfig.copy(usual)
                .setResponseTimeout(Timeout.of(settings.timeout().toMillis(), TimeUnit.MILLISECONDS))
                .setRedirectsEnabled(false) // a redirect would take the credential along
                .build();
    }

    /**
     * What a system complains of.
     *
     * @param isExpiry its session was over; it has done nothing, and the next request begins another
     */
    public record Complaint(String words, boolean isExpiry) {}

    /** What is asked or written before a request is sent. */
    private interface Introduction {
        void make() throws IOException;
    }
}
