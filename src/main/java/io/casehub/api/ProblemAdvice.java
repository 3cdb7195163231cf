package io.casehub.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Problems where no door was reached: unknown paths, wrong methods, requests the firewall stops.
 */
@RestControllerAdvice
@RestController
class ProblemAdvice implements ErrorController {

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(Exception e, HttpServletRequest request) {
        return problems.of(e, request).entity();
    }

    /** The caller has gone: there is nobody to answer. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException e) {}

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception e) {
            return on(e, request);
        }
        var status = Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), 404);
        return problems.ofStatus(HttpStatus.valueOf((int) status), request).entity();
    }
}
