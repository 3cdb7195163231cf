package io.casehub.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CorsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The way every request takes: who is it, may it, is it small enough. Nothing is remembered between
 * two requests.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecuritySettings.class, HttpSettings.class})
class SecurityConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);

    /** Only what the hub itself serves; Swagger UI sets styles inline and has its icons as data. */
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /**
     * Each filter of each request would be watched by itself, which nobody looks at and every request
     * pays for.
     */
    @Bean
    static SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** A webhook's secret may stand where others send a key: here nobody else reads it. */
    @Bean
    @Order(1)
    SecurityFilterChain doorsOfWebhooks(HttpSecurity http, HttpSettings sizes) throws Exception {
        return common(http.securityMatcher(AccessRules.WEBHOOKS + "/**"), sizes).cors(CorsConfigurer::disable)
                .addFilterAfter(new RawBody(), BodyLimit.class).build();
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, ApiKeys keys, CustomerTokens customers, SecuritySettings settings,
            HttpSettings sizes, ObjectProvider<JwtDecoder> issuer) throws Exception {
        common(http, sizes).cors(CorsConfigurer::disable)
                .addFilterBefore(new ApiKeyFilter(keys, customers), BearerTokenAuthenticationFilter.class);
        if (!settings.corsOrigins().isEmpty()) {
            http.addFilter(NamedOrigins.filter(settings.corsOrigins()));
        }
        var decoder = issuer.getIfAvailable();
        if (decoder != null) {
            http.oauth2ResourceServer(tokens -> tokens(tokens, decoder, settings.jwt()));
        }
        return http.build();
    }

    private static HttpSecurity common(HttpSecurity http, HttpSettings sizes) throws Exception {
        // no CSRF tokens: no browser sends a credential by itself to anything that changes something (see
        // Pages)
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(SecurityConfiguration::unknown)
                        .accessDeniedHandler((request, response, e) -> Refusal.FORBIDDEN.answer(request, response)))
                .addFilterAfter(new BodyLimit(sizes), AuthorizationFilter.class)
                // the second part of a request that was let in: an error page, a late answer
                .authorizeHttpRequests(rules -> rules
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll()
                        .anyRequest().access(AccessRules::decide));
    }

    private static void tokens(OAuth2ResourceServerConfigurer<HttpSecurity> tokens, JwtDecoder decoder,
            SecuritySettings.Jwt settings) {
        tokens.bearerTokenResolver(tokenUnlessKey())
                .authenticationEntryPoint(SecurityConfiguration::unknown)
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new TokenCallers(settings)))
                .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                    @Override
                    public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                        // otherwise an issuer that is down would end as an error nobody has named
                        filter.setAuthenticationFailureHandler(SecurityConfiguration::unknown);
                        return filter;
                    }
                });
    }

    private static BearerTokenResolver tokenUnlessKey() {
        var tokens = new DefaultBearerTokenResolver();
        return request -> ApiKeyFilter.bearsKey(request) ? null : tokens.resolve(request);
    }

    private static void unknown(HttpServletRequest request, HttpServletResponse response,
            @Nullable AuthenticationException e) throws IOException {
        if (e instanceof AuthenticationServiceException) {
            LOG.atError().setCause(e).log("token could not be checked");
            Refusal.UNAVAILABLE.answer(request, response);
        } else {
            Refusal.UNAUTHORIZED.answer(request, response);
        }
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
