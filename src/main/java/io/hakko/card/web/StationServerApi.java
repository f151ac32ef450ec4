package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.LedgerOffice;
import io.hakko.card.StationOperators;
import io.hakko.card.StationWire;
import io.hakko.card.domain.CardStep;
import io.hakko.card.domain.KeyOrigin;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The office for stations that stand elsewhere. Who asks is told by the certificate of the line. */
@RestController
@StationServer.IfWanted
@RequestMapping(StationWire.PATH)
class StationServerApi {

    private static final int LONGEST_REASON = 400;

    private final LedgerOffice offices;
    private final StationOperators operators;
    private final Asked asked;

    StationServerApi(LedgerOffice offices, StationOperators operators) {
        this.offices = offices;
        this.operators = operators;
        this.asked = new Asked(offices);
    }

    /** Takes the cards in work, and says what lies in the reader. */
    @PostMapping("/claims")
    StationWire.Jobs claim(@RequestBody StationWire.Report report, HttpServletRequest request) {
        StationOffice office = asked.office(request);
        ReaderReport read = understood(report::read);
        return StationWire.Jobs.of(office.station(), office.claim(() -> read));
    }

    @PostMapping("/claims/extend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void extend(HttpServletRequest request) {
        offices.extend(StationGate.seat(request));
    }

    @GetMapping("/jobs")
    StationWire.Jobs jobs(HttpServletRequest request) {
        StationOffice office = asked.office(request);
        return StationWire.Jobs.of(office.station(), office.jobs());
    }

    @PostMapping("/cards/{number}/keyed")
    StationWire.Job keyed(@PathVariable String number, @RequestBody StationWire.Step step, HttpServletRequest request) {
        Der key = understood(() -> StationWire.der(step.publicKey()));
        KeyOrigin origin = understood(() -> StationWire.origin(step.keyOrigin()));
        return StationWire.Job.of(asked.office(request).keyed(Asked.from(number, step), key, origin));
    }

    @PostMapping("/cards/{number}/certify")
    StationWire.Job certify(
            @PathVariable String number, @RequestBody StationWire.Step step, HttpServletRequest request) {
        return StationWire.Job.of(asked.office(request).certify(Asked.from(number, step)));
    }

    @GetMapping("/cards/{number}/certificate")
    StationWire.Certificate certificate(@PathVariable String number, HttpServletRequest request) {
        return StationWire.Certificate.of(asked.office(request).certificateOf(Asked.card(number)));
    }

    @GetMapping("/cards/{number}/letter")
    StationWire.Letter letter(@PathVariable String number, HttpServletRequest request) {
        return StationWire.Letter.of(asked.office(request).letterOf(Asked.card(number)));
    }

    @GetMapping("/cards/{number}/face")
    StationWire.Face face(@PathVariable String number, HttpServletRequest request) {
        return new StationWire.Face(asked.office(request).faceOf(Asked.card(number)));
    }

    @PostMapping("/cards/{number}/written")
    StationWire.Job written(
            @PathVariable String number, @RequestBody StationWire.Step step, HttpServletRequest request) {
        return StationWire.Job.of(asked.office(request).written(Asked.from(number, step)));
    }

    @PostMapping("/cards/{number}/pin-set")
    StationWire.Job pinSet(
            @PathVariable String number, @RequestBody StationWire.Step step, HttpServletRequest request) {
        return StationWire.Job.of(asked.office(request).pinSet(Asked.from(number, step)));
    }

    @PostMapping("/cards/{number}/verified")
    StationWire.Job verified(
            @PathVariable String number, @RequestBody StationWire.Step step, HttpServletRequest request) {
        return StationWire.Job.of(asked.office(request).verified(Asked.from(number, step)));
    }

    @PostMapping("/cards/{number}/spoiled")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void spoiled(@PathVariable String number, @RequestBody StationWire.Reason reason, HttpServletRequest request) {
        asked.office(request).spoil(Asked.card(number), understood(() -> StationWire.required(reason(reason))));
    }

    /** What somebody has typed in at the station; the answer is good at this station only. */
    @PostMapping("/operators")
    StationWire.SignedIn signIn(@RequestBody StationWire.Credentials typed, HttpServletRequest request) {
        StationOperators.SignedIn signedIn = operators.signIn(
                StationGate.seat(request),
                typed.user() == null ? "" : typed.user(),
                typed.password() == null ? "" : typed.password());
        return new StationWire.SignedIn(
                signedIn.token(), signedIn.roles().stream().sorted().toList());
    }

    @DeleteMapping("/operators")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@RequestHeader(StationWire.OPERATOR) String token, HttpServletRequest request) {
        operators.signOut(StationGate.seat(request), token);
    }

    @PostMapping("/cards/{number}/pin-shown")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pinShown(
            @PathVariable String number,
            @RequestHeader(StationWire.OPERATOR) String token,
            HttpServletRequest request) {
        asked.office(request).pinShown(Asked.card(number), issuer(token, request));
    }

    @PostMapping("/cards/{number}/sealed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sealed(
            @PathVariable String number,
            @RequestHeader(StationWire.OPERATOR) String token,
            HttpServletRequest request) {
        asked.office(request).sealed(Asked.card(number), issuer(token, request));
    }

    @PostMapping("/cards/{number}/jam")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void jam(
            @PathVariable String number,
            @RequestBody StationWire.Reason reason,
            @RequestHeader(StationWire.OPERATOR) String token,
            HttpServletRequest request) {
        asked.office(request).jammed(Asked.card(number), issuer(token, request), reason(reason));
    }

    @PostMapping("/cards/{number}/mailer-destroyed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mailerDestroyed(
            @PathVariable String number,
            @RequestHeader(StationWire.OPERATOR) String token,
            HttpServletRequest request) {
        Actor actor = operator(token, request, StationOperators.ISSUER, StationOperators.INSPECTOR);
        asked.office(request).mailerDestroyed(Asked.card(number), actor);
    }

    @PostMapping("/cards/{number}/give-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(
            @PathVariable String number,
            @RequestBody StationWire.Reason reason,
            @RequestHeader(StationWire.OPERATOR) String token,
            HttpServletRequest request) {
        asked.office(request).givenUp(Asked.card(number), issuer(token, request), reason(reason));
    }

    private Actor issuer(String token, HttpServletRequest request) {
        return operator(token, request, StationOperators.ISSUER);
    }

    private Actor operator(String token, HttpServletRequest request, String... roles) {
        return operators
                .signedIn(StationGate.seat(request), token, roles)
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("nobody is signed in there"));
    }

    private static String reason(StationWire.Reason reason) {
        String words = reason.reason() == null ? "" : reason.reason();
        return words.substring(0, Math.min(words.length(), LONGEST_REASON));
    }

    private static <T> T understood(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.STATION_REQUEST);
        }
    }

    /** What is asked of whom. */
    private record Asked(LedgerOffice offices) {

        StationOffice office(HttpServletRequest request) {
            return offices.at(StationGate.seat(request));
        }

        static CardStep from(String number, StationWire.Step step) {
            return new CardStep(card(number), step.version());
        }

        static CardNumber card(String text) {
            try {
                return CardNumber.of(text);
            } catch (IllegalArgumentException malformed) {
                throw new Refusal(CardRefusal.UNKNOWN_CARD);
            }
        }
    }
}
