package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL;
import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL_RETURNED;
import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL_RETURNED_TOO;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_recordReceipt;
import static io.hakko.delivery.ReturnedMailProcess.Element.userTask_awaitContact;
import static io.hakko.delivery.ReturnedMailProcess.Element.userTask_decideUnreachable;
import static io.hakko.delivery.ReturnedMailProcess.Element.userTask_investigateReturn;
import static io.hakko.delivery.ReturnedMailProcess.Element.userTask_sendAgain;
import static io.hakko.delivery.ReturnedMailProcess.FINDING_RESEND;
import static io.hakko.delivery.ReturnedMailProcess.FINDING_UNREACHABLE;
import static io.hakko.delivery.ReturnedMailProcess.OUTCOME_COUNT_ANEW;
import static io.hakko.delivery.ReturnedMailProcess.OUTCOME_COUNT_ON;
import static io.hakko.delivery.ReturnedMailProcess.RETURN_FINDING;
import static io.hakko.delivery.ReturnedMailProcess.RETURN_OUTCOME;
import static io.hakko.delivery.ReturnedMailProcess.UNREACHABLE_DECISION;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideUnreachable.Decision;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnStore;
import io.hakko.delivery.domain.ReturnedParcel;
import io.hakko.delivery.domain.ReturnedParcel.Cause;
import io.hakko.delivery.domain.ReturnedParcel.Finding;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.policy.RevocationReason;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link ReturnedMail} by rows in the schema {@code delivery}. */
@Service
@Transactional
class ReturnedMailService implements ReturnedMail {

    private final DeliveryStore store;
    private final ReturnStore returns;
    private final WaitingCards cards;
    private final ReceiptStages stages;
    private final ReturnedMailViews views;
    private final RevocationDesk revocations;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    ReturnedMailService(
            DeliveryStore store,
            ReturnStore returns,
            WaitingCards cards,
            ReceiptStages stages,
            ReturnedMailViews views,
            RevocationDesk revocations,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.returns = returns;
        this.cards = cards;
        this.stages = stages;
        this.views = views;
        this.revocations = revocations;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void record(TaskId task, Actor actor, RecordReturn returned) {
        tasks.complete(
                task,
                userTask_recordReceipt.name(),
                actor,
                open -> record(cards.lockFree(open.businessKey()), actor, returned));
    }

    private ProcessVariables record(Dispatch dispatch, Actor actor, RecordReturn command) {
        List<Parcel> all = store.parcels(dispatch.cardNumber());
        List<Parcel> out = all.stream()
                .filter(parcel -> parcel.state() == Parcel.State.POSTED)
                .toList();
        List<Parcel> back = command.parcels().isEmpty() && out.size() == 1
                ? out
                : out.stream()
                        .filter(parcel -> command.parcels().contains(parcel.content()))
                        .toList();
        check(command, back);
        boolean investigated = all.stream().anyMatch(Parcel::isReturned);
        Instant now = clock.instant();
        for (Parcel parcel : back) {
            Parcel.Posted posted = parcel.posted().orElseThrow();
            returns.add(new ReturnedParcel(
                    dispatch.cardNumber(),
                    parcel.content(),
                    returns.times(dispatch.cardNumber(), parcel.content()) + 1,
                    posted.on(),
                    posted.trackingNumber(),
                    command.returnedOn(),
                    command.slip(),
                    actor,
                    now,
                    Optional.empty()));
            store.update(parcel.comeBack());
        }
        audit.record(AuditEntry.of("mail.returned", dispatch.applicationNumber().value())
                .change(Parcel.State.POSTED, Parcel.State.RETURNED)
                .with("cardNumber", dispatch.cardNumber())
                .with("parcels", contents(back))
                .with("returnedOn", command.returnedOn())
                .with("slip", command.slip())
                .build());
        return ProcessVariables.with(ARRIVAL, investigated ? ARRIVAL_RETURNED_TOO : ARRIVAL_RETURNED);
    }

    private void check(RecordReturn command, List<Parcel> back) {
        List<Violation> wrong = new ArrayList<>();
        if (back.isEmpty()) {
            wrong.add(Violation.at(
                    "/parcels",
                    command.parcels().isEmpty() ? DeliveryRefusal.PARCEL_MISSING : DeliveryRefusal.PARCEL_NOT_OUT));
        } else if (back.size() < command.parcels().size()) {
            wrong.add(Violation.at("/parcels", DeliveryRefusal.PARCEL_NOT_OUT));
        }
        if (command.returnedOn().isAfter(today())) {
            wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_IN_FUTURE));
        }
        latest(back.stream().map(parcel -> parcel.posted().orElseThrow().on()))
                .filter(posted -> command.returnedOn().isBefore(posted))
                .ifPresent(posted ->
                        wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_BEFORE_POSTING, posted)));
        refuse(wrong);
    }

    @Override
    @Transactional(readOnly = true)
    public ReturnedMailView toInvestigate(TaskId task, Actor actor) {
        return view(task, userTask_investigateReturn, actor);
    }

    @Override
    public void investigate(TaskId task, Actor actor, InvestigateReturn command) {
        String note = note(command.note());
        tasks.complete(task, userTask_investigateReturn.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            returns.found(
                    dispatch.cardNumber(),
                    new Finding(command.cause(), command.holderReached(), note, actor, clock.instant()));
            audit.record(AuditEntry.of("return.investigated", open.businessKey())
                    .with("cardNumber", dispatch.cardNumber())
                    .with("cause", command.cause())
                    .with("holderReached", command.holderReached())
                    .build());
            return ProcessVariables.with(
                    RETURN_FINDING, command.holderReached() ? FINDING_RESEND : FINDING_UNREACHABLE);
        });
    }

    @Override
    @Transactional(readOnly = true)
    public ReturnedMailView toDecide(TaskId task, Actor actor) {
        return view(task, userTask_decideUnreachable, actor);
    }

    @Override
    @Transactional(readOnly = true)
    public List<RevocationReason> reasons(TaskId task, Actor actor) {
        return revocations.reasons(cards.find(tasks.read(task, userTask_decideUnreachable.name(), actor)
                        .businessKey())
                .profile());
    }

    @Override
    public void decide(TaskId task, Actor actor, DecideUnreachable command) {
        InputCheck input = new InputCheck();
        String reason = input.text("/reason", command.reason(), DeliveryRefusal.REASON_MISSING);
        boolean proposes = command.decision() == Decision.PROPOSE;
        input.refuse(proposes && command.reasonCode().isEmpty(), "/reasonCode", DeliveryRefusal.REASON_CODE_MISSING);
        input.check();
        tasks.complete(task, userTask_decideUnreachable.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            audit.record(AuditEntry.of("return.decided", open.businessKey())
                    .reason(reason)
                    .with("cardNumber", dispatch.cardNumber())
                    .with("decision", command.decision())
                    .build());
            if (proposes) {
                propose(dispatch, command.reasonCode().orElseThrow(), reason, actor);
            }
            return ProcessVariables.with(
                    UNREACHABLE_DECISION, command.decision().word());
        });
    }

    private void propose(Dispatch dispatch, String code, String reason, Actor manager) {
        if (revocations.reasons(dispatch.profile()).stream()
                .noneMatch(known -> known.code().equals(code))) {
            throw Refusal.at("/reasonCode", DeliveryRefusal.REASON_CODE_UNKNOWN);
        }
        revocations.ask(dispatch, code, reason, manager);
    }

    @Override
    @Transactional(readOnly = true)
    public ReturnedMailView toAwaitContact(TaskId task, Actor actor) {
        return view(task, userTask_awaitContact, actor);
    }

    @Override
    public void contacted(TaskId task, Actor actor, String typed) {
        String note = note(typed);
        tasks.complete(task, userTask_awaitContact.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            Cause cause = returns.inHouse(dispatch.cardNumber()).stream()
                    .flatMap(returned -> returned.finding().stream())
                    .map(Finding::cause)
                    .findFirst()
                    .orElse(Cause.UNKNOWN);
            returns.found(dispatch.cardNumber(), new Finding(cause, true, note, actor, clock.instant()));
            audit.record(AuditEntry.of("return.contacted", open.businessKey())
                    .with("cardNumber", dispatch.cardNumber())
                    .build());
            return ProcessVariables.none();
        });
    }

    @Override
    @Transactional(readOnly = true)
    public ReturnedMailView toSendAgain(TaskId task, Actor actor) {
        return view(task, userTask_sendAgain, actor);
    }

    @Override
    public void sendAgain(TaskId task, Actor actor, SendAgain posting) {
        tasks.complete(
                task,
                userTask_sendAgain.name(),
                actor,
                open -> sendAgain(cards.lockFree(open.businessKey()), actor, posting));
    }

    private ProcessVariables sendAgain(Dispatch dispatch, Actor actor, SendAgain posting) {
        List<ReturnedParcel> returned = returns.inHouse(dispatch.cardNumber());
        List<Parcel> parcels = store.parcels(dispatch.cardNumber()).stream()
                .filter(Parcel::isReturned)
                .toList();
        Instant now = clock.instant();
        List<Violation> wrong = new ArrayList<>();
        checkPostedOn(posting.postedOn(), returned).ifPresent(wrong::add);
        PostingChecks.cardNumber(posting.cardNumber(), dispatch.cardNumber()).ifPresent(wrong::add);
        List<Parcel> posted = new ArrayList<>();
        for (Parcel parcel : parcels) {
            Optional<TrackingNumber> number = trackingNumber(parcel, posting, returned, wrong);
            posted.add(parcel.post(new Parcel.Posted(actor, now, posting.postedOn(), number)));
        }
        checkNumbersDiffer(posted, wrong);
        refuse(wrong);
        posted.forEach(store::update);
        store.sentAgain(dispatch.cardNumber(), posting.postedOn());
        audit.record(
                AuditEntry.of("card.redispatched", dispatch.applicationNumber().value())
                        .change(Parcel.State.RETURNED, Parcel.State.POSTED)
                        .with("cardNumber", dispatch.cardNumber())
                        .with("parcels", contents(posted))
                        .with("trackingNumbers", numbers(posted))
                        .with("postedOn", posting.postedOn())
                        .build());
        return ProcessVariables.with(
                RETURN_OUTCOME, stages.countFromDispatch(dispatch.profile()) ? OUTCOME_COUNT_ANEW : OUTCOME_COUNT_ON);
    }

    private Optional<Violation> checkPostedOn(LocalDate postedOn, List<ReturnedParcel> returned) {
        if (postedOn.isAfter(today())) {
            return Optional.of(Violation.at("/postedOn", DeliveryRefusal.POSTED_IN_FUTURE));
        }
        return latest(returned.stream().map(ReturnedParcel::returnedOn))
                .filter(postedOn::isBefore)
                .map(day -> Violation.at("/postedOn", DeliveryRefusal.POSTED_BEFORE_RETURN, day));
    }

    private static Optional<TrackingNumber> trackingNumber(
            Parcel parcel, SendAgain posting, List<ReturnedParcel> returned, List<Violation> wrong) {
        boolean pin = parcel.content() == ParcelContent.PIN;
        String pointer = pin ? "/pinTrackingNumber" : "/cardTrackingNumber";
        Optional<TrackingNumber> number = PostingChecks.trackingNumber(
                pointer,
                parcel,
                pin ? posting.pinTrackingNumber() : posting.cardTrackingNumber(),
                posting.numbersConfirmed(),
                wrong);
        boolean used = number.isPresent()
                && returned.stream()
                        .anyMatch(earlier -> earlier.trackingNumber().equals(number));
        if (used) {
            wrong.add(Violation.at(pointer, DeliveryRefusal.TRACKING_NUMBER_USED));
        }
        return number;
    }

    private static void checkNumbersDiffer(List<Parcel> posted, List<Violation> wrong) {
        List<TrackingNumber> numbers = posted.stream()
                .flatMap(parcel -> parcel.posted().orElseThrow().trackingNumber().stream())
                .toList();
        if (numbers.stream().distinct().count() < numbers.size()) {
            wrong.add(Violation.at("/pinTrackingNumber", DeliveryRefusal.TRACKING_NUMBERS_EQUAL));
        }
    }

    private ReturnedMailView view(TaskId task, ReturnedMailProcess.Element element, Actor actor) {
        return views.of(cards.find(tasks.read(task, element.name(), actor).businessKey()));
    }

    private static String note(String typed) {
        InputCheck input = new InputCheck();
        String note = input.text("/note", typed, DeliveryRefusal.NOTE_MISSING);
        input.check();
        return note;
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }

    private static Optional<LocalDate> latest(Stream<LocalDate> days) {
        return days.max(Comparator.naturalOrder());
    }

    private static String contents(List<Parcel> parcels) {
        return String.join(
                " ", parcels.stream().map(parcel -> parcel.content().name()).toList());
    }

    private static String numbers(List<Parcel> parcels) {
        return String.join(
                " ",
                parcels.stream()
                        .flatMap(parcel -> parcel.posted().orElseThrow().trackingNumber().stream())
                        .map(TrackingNumber::value)
                        .toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
