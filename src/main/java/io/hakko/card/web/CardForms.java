package io.hakko.card.web;

import io.hakko.calendar.Zones;
import io.hakko.card.CardRefusal;
import io.hakko.card.Cards;
import io.hakko.card.InspectCard;
import io.hakko.card.InspectionSheet;
import io.hakko.card.LoadCard;
import io.hakko.card.LoadingSheet;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.BoxNumber;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.TaskId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API behind the forms カードを装填する and カードを検査する. */
@RestController
@RequestMapping("/desk/api/card/tasks/{task}")
class CardForms {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPAN).withZone(Zones.TOKYO);
    private static final String PASS = "pass";
    private static final String FAIL = "fail";

    private final Cards cards;
    private final MessageSource messages;
    private final boolean simulated;

    CardForms(Cards cards, MessageSource messages, ObjectProvider<SimulatedCards> simulator) {
        this.cards = cards;
        this.messages = messages;
        this.simulated = simulator.getIfAvailable() != null;
    }

    record Form<V, I>(V view, I values) {}

    record LoadView(
            String applicationNumber,
            String service,
            String product,
            String holder,
            String reader,
            String inserted,
            boolean blank,
            boolean notBlank,
            String box,
            String objection,
            boolean objected,
            boolean simulated,
            List<String> spoiled) {}

    record LoadInput(@Nullable String chipSerial) {}

    record InspectView(
            String applicationNumber,
            String cardNumber,
            String holder,
            String chipSerial,
            String serial,
            String notBefore,
            String notAfter,
            String issuedSha256,
            String reader,
            String inserted,
            String readCardNumber,
            String readSha256,
            String readSubject,
            boolean same,
            boolean simulated,
            List<String> problems) {}

    record InspectInput(
            @Nullable String chipSerial,
            @Nullable String verdict,
            @Nullable String reason) {}

    @GetMapping("/load-card")
    Form<LoadView, LoadInput> load(@PathVariable String task, Actor actor, Locale locale) {
        LoadingSheet sheet = cards.loading(TaskId.of(task), actor);
        String inserted = text(sheet.inserted());
        LoadView view = new LoadView(
                sheet.application().value(),
                sheet.service(),
                sheet.product(),
                sheet.holder(),
                sheet.reader(),
                inserted,
                sheet.blank(),
                sheet.inserted().isPresent()
                        && !sheet.blank()
                        && sheet.objection().isEmpty(),
                sheet.box().map(BoxNumber::value).orElse(""),
                sheet.objection().map(why -> message(why, locale)).orElse(""),
                sheet.objection().isPresent(),
                simulated,
                sheet.spoiled());
        return new Form<>(view, new LoadInput(inserted));
    }

    @PostMapping("/load-card")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void load(@PathVariable String task, @RequestBody LoadInput input, Actor actor) {
        cards.loadCard(TaskId.of(task), actor, new LoadCard(ChipText.inserted(input.chipSerial())));
    }

    @GetMapping("/inspect-card")
    Form<InspectView, InspectInput> inspect(@PathVariable String task, Actor actor, Locale locale) {
        InspectionSheet sheet = cards.inspection(TaskId.of(task), actor);
        InspectView view = new InspectView(
                sheet.application().value(),
                sheet.number().value(),
                sheet.holder(),
                sheet.chip().value(),
                sheet.serial().hex(),
                minute(sheet.notBefore()),
                minute(sheet.notAfter()),
                sheet.issuedSha256(),
                sheet.reader(),
                text(sheet.inserted()),
                sheet.readNumber().map(CardNumber::value).orElse(""),
                sheet.readSha256().orElse(""),
                sheet.readSubject().orElse(""),
                sheet.violations().isEmpty(),
                simulated,
                sheet.violations().stream().map(v -> message(v, locale)).toList());
        return new Form<>(view, new InspectInput(sheet.chip().value(), null, ""));
    }

    @PostMapping("/inspect-card")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void inspect(@PathVariable String task, @RequestBody InspectInput input, Actor actor) {
        String verdict = input.verdict() == null ? "" : input.verdict();
        if (!verdict.equals(PASS) && !verdict.equals(FAIL)) {
            throw Refusal.at("/verdict", CardRefusal.VERDICT_MISSING);
        }
        String reason = input.reason() == null ? "" : input.reason();
        cards.inspect(TaskId.of(task), actor, new InspectCard(verdict.equals(PASS), reason));
    }

    private String message(Violation violation, Locale locale) {
        return messages.getMessage(violation.code().key(), violation.arguments().toArray(), locale);
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private static String text(Optional<ChipSerial> chip) {
        return chip.map(ChipSerial::value).orElse("");
    }
}
