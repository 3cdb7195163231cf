package io.casehub.security;

import io.casehub.model.CodeWord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The caller that a verified token stands for. Roles that are none of ours are somebody else's
 * business and ignored, as is the role of a customer, whose id no such token has; a token without
 * any of ours leads to a caller who may nothing.
 */
final class TokenCallers implements Converter<Jwt, CallerAuthentication> {

    private final SecuritySettings.Jwt settings;

    TokenCallers(SecuritySettings.Jwt settings) {
        this.settings = settings;
    }

    @Override
    public CallerAuthentication convert(Jwt token) {
        var name = Optional.ofNullable(token.getClaimAsString(settings.nameClaim())).or(
                () -> Optional.ofNullable(token.getSubject())).orElse("unnamed");
        return new CallerAuthentication(new Caller(name, roles(token), Caller.Proof.TOKEN));
    }

    private Set<Role> roles(Jwt token) {
        return words(claim(token.getClaims(), settings.rolesClaim()))
                .flatMap(word -> CodeWord.find(Role.class, word).stream())
                .filter(Role.ofKeys()::contains).collect(Collectors.toSet());
    }

    /** By its name, or by its path where providers nest it: {@code realm_access.roles}. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        var whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    /** A list, or words with blanks between them, as {@code scope} has it. */
    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> list -> list.stream().map(String::valueOf);
            case String text -> Arrays.stream(text.split(" "));
            case null, default -> Stream.empty();
        };
    }
}
