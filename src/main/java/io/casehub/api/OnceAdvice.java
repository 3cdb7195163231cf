package io.casehub.api;

import io.casehub.cases.RequestKey;
import io.casehub.cases.answers.GivenAnswers;
import io.casehub.mapping.ExactJson;
import io.casehub.model.Sha256;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.HexFormat;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;

/** Answers a repeated request as the first one, instead of asking the door again. */
final class OnceAdvice implements MethodInterceptor {

    private final ObjectProvider<GivenAnswers> answers;

    OnceAdvice(ObjectProvider<GivenAnswers> answers) {
        this.answers = answers;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        var request = (HttpServletRequest) call.getArguments()[0];
        var given = request.getHeader("Idempotency-Key");
        if (given == null) {
            return call.proceed();
        }
        var key = BadRequest.unless(() -> new RequestKey(Caller.of(request).actor(), given, asked(request, call)));
        var answer = read(isApart(call)
                ? answers.getObject().apart(key, () -> ask(call))
                : answers.getObject().together(key, () -> ask(call)));
        return call.getMethod().getReturnType() == ResponseEntity.class ? answer.entity() : answer;
    }

    private static boolean isApart(MethodInvocation call) {
        var once = call.getMethod().getAnnotation(Once.class);
        return once != null && once.apart();
    }

    private static String asked(HttpServletRequest request, MethodInvocation call) {
        var body = call.getArguments().length > 1 && call.getArguments()[1] instanceof byte[] bytes
                ? bytes
                : new byte[0];
        return request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + " "
                + HexFormat.of().formatHex(Sha256.of(body));
    }

    private static byte[] ask(MethodInvocation call) {
        try {
            var answer = call.proceed();
            return ExactJson.mapper().writeValueAsBytes(
                    answer instanceof ResponseEntity<?> entity ? Answer.of(entity) : answer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    private static Answer read(byte[] written) {
        try {
            return ExactJson.mapper().readValue(written, Answer.class);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that the hub wrote cannot be read", e);
        }
    }
}
