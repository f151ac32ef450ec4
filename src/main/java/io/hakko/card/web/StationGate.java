package io.hakko.card.web;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.card.CardRefusal;
import io.hakko.card.Seat;
import io.hakko.card.StationOperators;
import io.hakko.card.StationWire;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Turns away from the API of the stations who is none, and what is too large; whatever is refused here or behind it leaves
 * a trace in the trail.
 */
@Component
@StationServer.IfWanted
class StationGate implements HandlerInterceptor {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final String SEAT = StationGate.class.getName() + ".seat";
    private static final Pattern WORKER = Pattern.compile("[0-9a-f-]{36}");
    private static final int LARGEST_BODY = 32 * 1024;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final StationRegister register;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StationGate(StationRegister register, AuditTrail trail, Clock clock, PlatformTransactionManager transactions) {
        this.register = register;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Who asks. */
    static Seat seat(HttpServletRequest request) {
        if (request.getAttribute(SEAT) instanceof Seat seat) {
            return seat;
        }
        throw new Refusal(CardRefusal.UNKNOWN_STATION);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            throw new Refusal(CardRefusal.UNKNOWN_STATION);
        }
        Optional<String> station = register.nameOf(chain[0]);
        String worker = request.getHeader(StationWire.WORKER);
        HttpStatus fault = fault(request, chain[0], station, worker);
        if (fault == HttpStatus.OK) {
            request.setAttribute(SEAT, Seat.elsewhere(station.orElseThrow(), worker));
            return true;
        }
        record(station.map(name -> Actor.system("station:" + name)).orElse(Actor.STATION), request, fault.value());
        if (fault == HttpStatus.FORBIDDEN) {
            throw new Refusal(station.isEmpty() ? CardRefusal.UNKNOWN_STATION : CardRefusal.STATION_EXPIRED);
        }
        throw new ResponseStatusException(fault);
    }

    private HttpStatus fault(
            HttpServletRequest request,
            X509Certificate certificate,
            Optional<String> station,
            @Nullable String worker) {
        if (station.isEmpty() || !isValid(certificate)) {
            return HttpStatus.FORBIDDEN;
        }
        if (worker == null || !WORKER.matcher(worker).matches()) {
            return HttpStatus.BAD_REQUEST;
        }
        if (HttpMethod.POST.matches(request.getMethod()) && request.getContentLengthLong() < 0) {
            return HttpStatus.LENGTH_REQUIRED;
        }
        return request.getContentLengthLong() > LARGEST_BODY ? HttpStatus.PAYLOAD_TOO_LARGE : HttpStatus.OK;
    }

    /** A certificate that is trusted by name is not asked for its dates when the line is made. */
    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException expired) {
            return false;
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        int status = response.getStatus();
        if (status >= CLIENT_ERROR && status < SERVER_ERROR) {
            record(seat(request).actor(), request, status);
        }
    }

    private void record(Actor actor, HttpServletRequest request, int status) {
        transaction.executeWithoutResult(inTransaction -> {
            try (var scope = AuditScope.open(actor)) {
                trail.record(AuditEntry.of("station.refused", StationOperators.STATION)
                        .with("path", request.getRequestURI())
                        .with("status", status)
                        .build());
            }
        });
    }
}
