package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.PinMailers;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.StationCard;
import io.hakko.card.StationSignIn;
import io.hakko.card.StationStatus;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the station page. An inspector sees only the cards whose spoiled PIN letter is to be destroyed. */
@RestController
@AtStation
@RequestMapping("/desk/api/card/station")
class StationApi {

    private final Station station;
    private final PinMailers mailers;
    private final MessageSource messages;
    private final boolean simulated;
    private final boolean signsIn;
    private final String desk;

    StationApi(
            Station station,
            PinMailers mailers,
            MessageSource messages,
            ObjectProvider<SimulatedCards> simulator,
            ObjectProvider<StationSignIn> signIn,
            @Value("${hakko.station.desk:/camunda/app/tasklist/}") String desk) {
        this.station = station;
        this.mailers = mailers;
        this.messages = messages;
        this.simulated = simulator.getIfAvailable() != null;
        this.signsIn = signIn.getIfAvailable() != null;
        this.desk = desk;
    }

    record Job(
            String cardNumber,
            String applicationNumber,
            String chipSerial,
            String operator,
            String state,
            String stateName,
            int progress,
            boolean inReader,
            boolean pinWaits,
            boolean pinShown,
            boolean pinRenewed,
            boolean jammed,
            String jamReason,
            String jamReportedBy,
            boolean mayConfirm,
            boolean renewing,
            boolean face,
            String problem) {}

    record StationView(
            String name,
            String reader,
            boolean connected,
            String inserted,
            boolean simulated,
            boolean issuer,
            String operator,
            String desk,
            boolean printer,
            List<Job> jobs) {}

    record Reason(@Nullable String reason) {}

    @GetMapping
    StationView status(Actor actor, HttpServletRequest request, Locale locale) {
        StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        boolean issuer = request.isUserInRole(StaffOnly.ISSUER);
        StationStatus status = station.status();
        return new StationView(
                status.name(),
                status.reader(),
                status.readerConnected(),
                status.inserted().map(ChipSerial::value).orElse(""),
                simulated && issuer,
                issuer,
                signsIn ? actor.id() : "",
                desk,
                mailers.arePrinted(),
                status.cards().stream()
                        .filter(card -> issuer || isJammed(card))
                        .map(card -> job(card, actor, locale))
                        .toList());
    }

    private static boolean isJammed(StationCard card) {
        return card.jam().filter(jam -> !jam.isMailerDestroyed()).isPresent();
    }

    private Job job(StationCard card, Actor actor, Locale locale) {
        boolean jammed = isJammed(card);
        return new Job(
                card.number().value(),
                card.application().value(),
                card.chip().value(),
                card.operator(),
                card.state().name(),
                text("card.state." + card.state().name(), locale),
                card.state().stepsDone(),
                card.inReader(),
                card.pinWaits(),
                card.pinShown(),
                card.pinRound() > 1,
                jammed,
                card.jam().map(MailerJam::reason).orElse(""),
                card.jam().map(MailerJam::reportedBy).orElse(""),
                jammed
                        && card.jam()
                                .filter(jam -> !jam.reportedBy().equals(actor.id()))
                                .isPresent(),
                card.jam().isPresent() && !jammed,
                card.state().stepsDone() >= LedgerState.CERTIFIED.stepsDone(),
                card.problem()
                        .map(p -> text(p.code().key(), locale, p.arguments().toArray()))
                        .orElse(""));
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /**
     * PIN in the first line, unblocking value in the second (empty when the card cannot be unblocked). Once only: the
     * digits go from the station's memory into the response and nowhere else (A-PIN-01, A-PIN-02, D-07).
     */
    @PostMapping("/{cardNumber}/pin")
    void pin(@PathVariable String cardNumber, Actor actor, HttpServletRequest request, HttpServletResponse response) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        mailers.requireShownOnPage();
        station.revealPin(number(cardNumber), actor, (pin, unblocking) -> {
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            try {
                ServletOutputStream out = response.getOutputStream();
                out.write(pin);
                out.write('\n');
                out.write(unblocking);
                out.write('\n');
                out.flush();
            } catch (IOException gone) {
                throw new UncheckedIOException("the page went away while the PIN was shown", gone);
            }
        });
    }

    /** Prints the PIN letter. The digits go from the station's memory to the printer and nowhere else (A-PIN-01, D-07). */
    @PostMapping("/{cardNumber}/print")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void print(@PathVariable String cardNumber, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        mailers.print(number(cardNumber), actor);
    }

    /** What the card printer puts on the face of the card. */
    @GetMapping("/{cardNumber}/face.svg")
    ResponseEntity<String> face(@PathVariable String cardNumber, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        CardNumber number = number(cardNumber);
        return ResponseEntity.ok()
                .contentType(new MediaType(new MediaType("image", "svg+xml"), StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("face-" + number + ".svg")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(station.face(number));
    }

    @PostMapping("/{cardNumber}/sealed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sealed(@PathVariable String cardNumber, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        station.sealed(number(cardNumber), actor);
    }

    @PostMapping("/{cardNumber}/jam")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void jam(@PathVariable String cardNumber, @RequestBody Reason reason, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        station.reportJam(number(cardNumber), actor, reason.reason() == null ? "" : reason.reason());
    }

    @PostMapping("/{cardNumber}/mailer-destroyed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mailerDestroyed(@PathVariable String cardNumber, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        station.confirmMailerDestroyed(number(cardNumber), actor);
    }

    @PostMapping("/{cardNumber}/give-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String cardNumber, @RequestBody Reason reason, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        station.giveUp(number(cardNumber), actor, reason.reason() == null ? "" : reason.reason());
    }

    private static CardNumber number(String text) {
        try {
            return CardNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.UNKNOWN_CARD);
        }
    }
}
