package io.hakko.card.web;

import io.hakko.calendar.Zones;
import io.hakko.card.CardBatches;
import io.hakko.card.CardBatches.Counted;
import io.hakko.card.CardBatches.Entry;
import io.hakko.card.CardBatches.Kind;
import io.hakko.card.CardBatches.Overview;
import io.hakko.card.CardBatches.Stage;
import io.hakko.card.CardRefusal;
import io.hakko.card.InspectCard;
import io.hakko.card.InspectionSheet;
import io.hakko.card.LoadCard;
import io.hakko.card.LoadingSheet;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.BatchCard;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.Reconciliation;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.OpenTask;
import jakarta.servlet.http.HttpServletRequest;
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

/** Desk API of バッチ発行. */
@RestController
@RequestMapping("/desk/api/card/batches")
class BatchApi {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPAN).withZone(Zones.TOKYO);
    private static final String PASS = "pass";
    private static final String FAIL = "fail";

    private final CardBatches batches;
    private final MessageSource messages;
    private final boolean simulated;

    BatchApi(CardBatches batches, MessageSource messages, ObjectProvider<SimulatedCards> simulator) {
        this.batches = batches;
        this.messages = messages;
        this.simulated = simulator.getIfAvailable() != null;
    }

    record WaitingView(String profile, String productCode, String service, String product, int applications) {}

    record Row(
            String number,
            String title,
            String maker,
            int good,
            int sealed,
            int inWork,
            int waiting,
            String signedBy,
            String confirmedBy) {}

    record ListView(boolean issuer, List<WaitingView> waiting, List<Row> batches) {}

    record Figures(
            int good,
            int spoiled,
            int dead,
            int letters,
            String taken,
            String returned,
            String destroyed,
            String blankDifference,
            String letterDifference,
            String reason,
            String signedBy,
            String confirmedBy) {}

    record EntryView(
            int position,
            String application,
            String cardNumber,
            String chipSerial,
            String station,
            String stage,
            String state,
            String stateName,
            String claimedBy,
            int spoiled) {}

    record LoadingView(
            String application,
            String holder,
            String reader,
            String inserted,
            boolean blank,
            String box,
            String objection,
            List<String> spoiled) {}

    record BatchView(
            String number,
            String title,
            String maker,
            boolean mine,
            boolean inspector,
            boolean mayTakeOver,
            boolean maySign,
            boolean mayConfirm,
            boolean signed,
            boolean simulated,
            int good,
            int sealed,
            int inWork,
            int waiting,
            String confirmedBy,
            Figures figures,
            @Nullable LoadingView loading,
            List<EntryView> entries) {}

    record Sheet(
            String application,
            String cardNumber,
            String chipSerial,
            String holder,
            String readSubject,
            String serial,
            String notBefore,
            String notAfter,
            boolean same,
            List<String> problems) {}

    record InspectionView(String inserted, @Nullable Sheet sheet) {}

    record OpenInput(
            @Nullable String profile,
            @Nullable String product,
            @Nullable Integer size) {}

    record Opened(String number) {}

    record LoadInput(@Nullable String chipSerial) {}

    record ReleaseInput(@Nullable String application) {}

    record InspectInput(
            @Nullable String chipSerial,
            @Nullable String verdict,
            @Nullable String reason) {}

    record CountInput(
            @Nullable Integer taken,
            @Nullable Integer returned,
            @Nullable Integer destroyed,
            @Nullable String reason) {}

    @GetMapping
    ListView list(Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        boolean issuer = request.isUserInRole(StaffOnly.ISSUER);
        List<WaitingView> waiting = issuer
                ? batches.waiting(actor).stream()
                        .map(one -> new WaitingView(
                                one.kind().profile(),
                                one.kind().product(),
                                one.service(),
                                one.product(),
                                one.applications()))
                        .toList()
                : List.of();
        return new ListView(
                issuer, waiting, batches.recent().stream().map(this::row).toList());
    }

    private Row row(Overview overview) {
        return new Row(
                overview.batch().number().value(),
                batches.title(overview.batch()),
                overview.batch().maker(),
                count(overview, Stage.GOOD),
                count(overview, Stage.SEALED),
                count(overview, Stage.IN_WORK),
                count(overview, Stage.WAITING),
                overview.reconciliation().map(Reconciliation::signedBy).orElse(""),
                overview.reconciliation().flatMap(Reconciliation::confirmedBy).orElse(""));
    }

    private static int count(Overview overview, Stage stage) {
        return overview.at(stage).size();
    }

    /** Takes the oldest waiting applications of a service and product together. */
    @PostMapping
    Opened open(@RequestBody OpenInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        Kind kind = new Kind(text(input.profile()), text(input.product()));
        int size = input.size() == null ? 0 : input.size();
        return new Opened(batches.open(kind, size, actor).value());
    }

    @GetMapping("/{batch}")
    BatchView view(@PathVariable String batch, Actor actor, HttpServletRequest request, Locale locale) {
        StaffOnly.requireStockStaff(request);
        Overview overview = batches.find(BatchText.read(batch));
        boolean mine = overview.batch().maker().equals(actor.id());
        boolean issuer = request.isUserInRole(StaffOnly.ISSUER);
        Optional<Reconciliation> signed = overview.reconciliation();
        boolean settled = !overview.isOpen();
        Optional<LoadingSheet> next =
                mine && issuer ? batches.loading(overview.batch().number(), actor) : Optional.empty();
        return new BatchView(
                overview.batch().number().value(),
                batches.title(overview.batch()),
                overview.batch().maker(),
                mine && issuer,
                request.isUserInRole(StaffOnly.INSPECTOR),
                issuer && !mine && !overview.isConfirmed(),
                mine && issuer && settled && !overview.isConfirmed(),
                settled && overview.isSigned() && batches.mayConfirm(overview, actor),
                overview.isSigned(),
                simulated,
                count(overview, Stage.GOOD),
                count(overview, Stage.SEALED),
                count(overview, Stage.IN_WORK),
                count(overview, Stage.WAITING),
                signed.flatMap(Reconciliation::confirmedBy).orElse(""),
                figures(overview),
                next.map(sheet -> loading(sheet, locale)).orElse(null),
                overview.entries().stream()
                        .map(entry -> entry(entry, overview.batch().maker(), locale))
                        .toList());
    }

    private static Figures figures(Overview overview) {
        Optional<Reconciliation> signed = overview.reconciliation();
        return new Figures(
                overview.figures().good(),
                overview.figures().spoiled(),
                overview.figures().dead(),
                overview.figures().letters(),
                signed.map(one -> Integer.toString(one.taken())).orElse(""),
                signed.map(one -> Integer.toString(one.returned())).orElse(""),
                signed.map(one -> Integer.toString(one.destroyed())).orElse(""),
                signed.map(one -> Integer.toString(one.blankDifference())).orElse(""),
                signed.map(one -> Integer.toString(one.letterDifference())).orElse(""),
                signed.map(Reconciliation::reason).orElse(""),
                signed.map(Reconciliation::signedBy).orElse(""),
                signed.flatMap(Reconciliation::confirmedBy).orElse(""));
    }

    private LoadingView loading(LoadingSheet sheet, Locale locale) {
        return new LoadingView(
                sheet.application().value(),
                sheet.holder(),
                sheet.reader(),
                sheet.inserted().map(ChipSerial::value).orElse(""),
                sheet.blank(),
                sheet.box().map(BoxNumber::value).orElse(""),
                sheet.objection().map(why -> message(why, locale)).orElse(""),
                sheet.spoiled());
    }

    private EntryView entry(Entry entry, String maker, Locale locale) {
        Optional<BatchCard.Live> live = entry.card().live();
        String key = live.map(card -> "card.state." + card.state().name())
                .orElse("card.batch.stage." + entry.stage().name());
        return new EntryView(
                entry.card().position(),
                entry.card().application().value(),
                live.map(card -> card.number().value()).orElse(""),
                live.map(card -> card.chip().value()).orElse(""),
                live.map(BatchCard.Live::station).orElse(""),
                entry.stage().name(),
                live.map(card -> card.state().name()).orElse(""),
                messages.getMessage(key, null, locale),
                entry.task()
                        .filter(task -> entry.stage() == Stage.WAITING)
                        .flatMap(OpenTask::assignee)
                        .filter(by -> !by.equals(maker))
                        .orElse(""),
                entry.card().spoiled());
    }

    /** The blank in the reader gets the next card of the batch. */
    @PostMapping("/{batch}/load")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void load(@PathVariable String batch, @RequestBody LoadInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        batches.load(BatchText.read(batch), actor, new LoadCard(ChipText.inserted(input.chipSerial())));
    }

    @PostMapping("/{batch}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String batch, @RequestBody ReleaseInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        batches.release(BatchText.read(batch), application(text(input.application())), actor);
    }

    private static ApplicationNumber application(String text) {
        try {
            return ApplicationNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.BATCH_NOT_WAITING, text);
        }
    }

    @PostMapping("/{batch}/take-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOver(@PathVariable String batch, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        batches.takeOver(BatchText.read(batch), actor);
    }

    /** The card in the reader, read back now. */
    @GetMapping("/{batch}/inspection")
    InspectionView inspection(@PathVariable String batch, Actor actor, HttpServletRequest request, Locale locale) {
        StaffOnly.requireInspector(request);
        BatchNumber number = BatchText.read(batch);
        return new InspectionView(
                batches.inserted(actor).map(ChipSerial::value).orElse(""),
                batches.inspection(number, actor)
                        .map(sheet -> sheet(sheet, locale))
                        .orElse(null));
    }

    private Sheet sheet(InspectionSheet sheet, Locale locale) {
        return new Sheet(
                sheet.application().value(),
                sheet.number().value(),
                sheet.chip().value(),
                sheet.holder(),
                sheet.readSubject().orElse(""),
                sheet.serial().hex(),
                MINUTE.format(sheet.notBefore()),
                MINUTE.format(sheet.notAfter()),
                sheet.violations().isEmpty(),
                sheet.violations().stream().map(why -> message(why, locale)).toList());
    }

    @PostMapping("/{batch}/inspect")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void inspect(@PathVariable String batch, @RequestBody InspectInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.requireInspector(request);
        String verdict = text(input.verdict());
        if (!verdict.equals(PASS) && !verdict.equals(FAIL)) {
            throw Refusal.at("/verdict", CardRefusal.VERDICT_MISSING);
        }
        batches.inspect(
                BatchText.read(batch),
                ChipText.inserted(input.chipSerial()),
                actor,
                new InspectCard(verdict.equals(PASS), text(input.reason())));
    }

    @PostMapping("/{batch}/reconciliation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sign(@PathVariable String batch, @RequestBody CountInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        batches.sign(BatchText.read(batch), counted(input), actor);
    }

    private static Counted counted(CountInput input) {
        return new Counted(
                number(input.taken()), number(input.returned()), number(input.destroyed()), text(input.reason()));
    }

    private static int number(@Nullable Integer counted) {
        return counted == null ? -1 : counted;
    }

    /** The second signature, under the counts that were read. */
    @PostMapping("/{batch}/reconciliation/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String batch, @RequestBody CountInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        batches.confirm(BatchText.read(batch), counted(input), actor);
    }

    private String message(Violation violation, Locale locale) {
        return messages.getMessage(violation.code().key(), violation.arguments().toArray(), locale);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
