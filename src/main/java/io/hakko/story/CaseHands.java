package io.hakko.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.EnterApplication;
import io.hakko.application.PresentedPaper;
import io.hakko.application.RegisterArrival;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.card.Cards;
import io.hakko.card.InspectCard;
import io.hakko.card.LoadCard;
import io.hakko.card.SimulatedBox;
import io.hakko.card.Station;
import io.hakko.card.StationCard;
import io.hakko.delivery.Dispatches;
import io.hakko.delivery.PackParcel;
import io.hakko.delivery.PostParcels;
import io.hakko.delivery.Receipts;
import io.hakko.delivery.RecordReceipt;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.review.Approval;
import io.hakko.review.CorrectionReceived;
import io.hakko.review.LapseDecision;
import io.hakko.review.ReviewSheet;
import io.hakko.review.ReviewVerdict;
import io.hakko.review.ReviewVerdict.Check;
import io.hakko.review.ReviewVerdict.ManualFinding;
import io.hakko.review.Reviews;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The hands of the authority's people: each method completes one user task as its person would, through the same service
 * that the person's form calls.
 */
@Component
@Profile("embedded")
public class CaseHands {

    private static final String DECIDE_LAPSE = "userTask_decideLapse";

    /** Code of the text that every service has for a missed deadline. */
    private static final String NOT_CORRECTED = "NOT_CORRECTED";

    private final TaskInbox inbox;
    private final Applications applications;
    private final ArrivalClosings closings;
    private final Reviews reviews;
    private final Postings postings;
    private final Cards cards;
    private final Station station;
    private final SimulatedBox box;
    private final Certificates certificates;
    private final Dispatches dispatches;
    private final Receipts receipts;

    CaseHands(
            TaskInbox inbox,
            Applications applications,
            ArrivalClosings closings,
            Reviews reviews,
            Postings postings,
            Cards cards,
            Station station,
            SimulatedBox box,
            Certificates certificates,
            Dispatches dispatches,
            Receipts receipts) {
        this.inbox = inbox;
        this.applications = applications;
        this.closings = closings;
        this.reviews = reviews;
        this.postings = postings;
        this.cards = cards;
        this.station = station;
        this.box = box;
        this.certificates = certificates;
        this.dispatches = dispatches;
        this.receipts = receipts;
    }

    /** 到着を登録する. */
    public ApplicationNumber arrive(Staff staff, String profile, RegisterArrival.Channel channel, LocalDate arrivedOn) {
        return applications.registerArrival(
                new RegisterArrival(profile, channel, arrivedOn, Optional.empty()), staff.reception());
    }

    /** 書類を受け付ける. */
    public void enter(Staff staff, ApplicationNumber number, JsonNode form) {
        applications.enter(task(number, "userTask_receive"), staff.reception(), new EnterApplication(form, true));
    }

    /** 書類を審査する: nothing is wrong. */
    public void findComplete(Staff staff, ApplicationNumber number) {
        reviews.review(
                task(number, "userTask_review"),
                staff.reviewer(),
                new ReviewVerdict(true, checked(reviews.sheet(number)), List.of(), Optional.empty()));
    }

    /** 書類を審査する: what comparing the papers shows is deficient, or else the first deficiency of the catalogue. */
    public void findDeficient(Staff staff, ApplicationNumber number) {
        ReviewSheet sheet = reviews.sheet(number);
        List<ManualFinding> findings = sheet.findings().isEmpty()
                ? List.of(new ManualFinding(sheet.deficiencies().get(0).value(), Optional.empty(), Optional.empty()))
                : List.of();
        reviews.review(
                task(number, "userTask_review"),
                staff.reviewer(),
                new ReviewVerdict(false, checked(sheet), findings, Optional.empty()));
    }

    private static List<Check> checked(ReviewSheet sheet) {
        return sheet.checklist().stream()
                .map(item -> new Check(item.code(), Optional.of(true)))
                .toList();
    }

    /** Whether a letter of this task waits to be posted. */
    public boolean letterWaits(String businessKey, String element) {
        return find(businessKey, element).isPresent();
    }

    /** 発送登録: the letter went to the post office. */
    public void postLetter(Staff staff, String businessKey, String element, LocalDate on, String trackingNumber) {
        postings.register(
                find(businessKey, element).map(OpenTask::id).orElseThrow(),
                staff.shipper(),
                new PostLetter(on, PostingChannel.REGISTERED, Optional.of(trackingNumber)));
    }

    /** 補正書類を受け付ける: for every deficient paper a new one, issued on that day. */
    public void correct(Staff staff, ApplicationNumber number, LocalDate arrivedOn, List<PresentedPaper> papers) {
        reviews.receiveCorrection(
                task(number, "userTask_receiveCorrection"),
                staff.reception(),
                new CorrectionReceived(arrivedOn, papers, Optional.of("押印を訂正した"), true));
    }

    /** 発行を承認する. */
    public void approve(Staff staff, ApplicationNumber number) {
        reviews.approve(task(number, "userTask_approve"), staff.approver(), Approval.accept());
    }

    /** 発行を承認する: rejected, for the service's first reason that is not a missed deadline. */
    public void reject(Staff staff, ApplicationNumber number) {
        String reason = reviews.sheet(number).rejections().stream()
                .map(ReviewSheet.Choice::value)
                .filter(code -> !code.equals(NOT_CORRECTED))
                .findFirst()
                .orElseThrow();
        reviews.approve(
                task(number, "userTask_approve"), staff.approver(), new Approval.Reject(reason, Optional.empty()));
    }

    /** Whether the manager has to say what becomes of an application that was not corrected. */
    public boolean managerHasToDecide(ApplicationNumber number) {
        return find(number.value(), DECIDE_LAPSE).isPresent();
    }

    /** 期限超過の扱いを決める: rejected. */
    public void rejectLapsed(Staff staff, ApplicationNumber number) {
        reviews.decideLapse(task(number, DECIDE_LAPSE), staff.manager(), LapseDecision.reject("申込者と連絡がつかないため"));
    }

    /** カードを装填する. */
    public void loadCard(Staff staff, ApplicationNumber number) {
        cards.loadCard(task(number, "userTask_loadCard"), staff.issuer(), new LoadCard(box.insertBlank()));
    }

    /** The station makes the card, and its letter is sealed. */
    public void makeCard(Staff staff, ApplicationNumber number) {
        station.workOnce();
        sealLetter(staff, number);
    }

    /** The issuer puts the PIN of a card that is made on its letter and seals it. The digits are not looked at. */
    public void sealLetter(Staff staff, ApplicationNumber number) {
        station.status().cards().stream()
                .filter(card -> card.application().equals(number))
                .findFirst()
                .ifPresent(card -> {
                    station.revealPin(card.number(), staff.issuer(), (pin, unblocking) -> {});
                    station.sealed(card.number(), staff.issuer());
                });
    }

    /** The station makes the card; the issuer finds it broken and gives it up before the PIN is looked at. */
    public void breakCard(Staff staff, ApplicationNumber number) {
        station.workOnce();
        StationCard broken = station.status().cards().stream()
                .filter(card -> card.application().equals(number))
                .findFirst()
                .orElseThrow();
        station.giveUp(broken.number(), staff.issuer(), "カードの表面に傷がある");
    }

    /** Whether the station has made the card, so that its PIN letter can be sealed. */
    public boolean cardWaitsForItsLetter(ApplicationNumber number) {
        return station.status().cards().stream()
                .anyMatch(card -> card.application().equals(number) && card.pinWaits());
    }

    /** カードを検査する. */
    public void inspectCard(Staff staff, ApplicationNumber number) {
        cards.inspect(task(number, "userTask_inspectCard"), staff.inspector(), new InspectCard(true, ""));
    }

    /** カードを封入する, and PINを封入する by another person where an agent receives the card. */
    public void pack(Staff staff, ApplicationNumber number) {
        String card = lastCertificate(number).card().value();
        dispatches.packCard(task(number, "userTask_packCard"), staff.shipper(), new PackParcel(card, true));
        find(number.value(), "userTask_packPin")
                .ifPresent(pin -> dispatches.packPin(pin.id(), staff.secondShipper(), new PackParcel(card, true)));
    }

    /** 差し出す. */
    public void dispatch(Staff staff, ApplicationNumber number, LocalDate on, String cardTracking, String pinTracking) {
        dispatch(staff, task(number, "userTask_postParcels"), on, cardTracking, pinTracking);
    }

    /** 差し出す, in a form that is open already. */
    public void dispatch(Staff staff, TaskId task, LocalDate on, String cardTracking, String pinTracking) {
        boolean two = dispatches.parcels(task, staff.shipper()).size() > 1;
        dispatches.post(
                task,
                staff.shipper(),
                new PostParcels(
                        on, Optional.of(cardTracking), two ? Optional.of(pinTracking) : Optional.empty(), true));
    }

    /** 受領書を登録する. */
    public void receive(Staff staff, ApplicationNumber number, LocalDate arrivedOn) {
        receipts.record(task(number, "userTask_recordReceipt"), staff.reception(), new RecordReceipt(arrivedOn, true));
    }

    /** 到着を締める, for each day that is open. */
    public void closeArrivals(Staff staff) {
        List<OpenTask> open = inbox.at("arrival-closing", "userTask_closeArrivals");
        if (!open.isEmpty()) {
            closings.close(open.get(open.size() - 1).id(), staff.reception());
        }
    }

    /** The certificate issued last for the application. */
    public IssuedCertificate lastCertificate(ApplicationNumber number) {
        List<IssuedCertificate> issued = certificates.ofApplication(number);
        return issued.get(issued.size() - 1);
    }

    private TaskId task(ApplicationNumber number, String element) {
        return find(number.value(), element)
                .map(OpenTask::id)
                .orElseThrow(() -> new IllegalStateException("no open task " + element + " of " + number));
    }

    private Optional<OpenTask> find(String businessKey, String element) {
        return inbox.ofCase(businessKey).stream()
                .filter(task -> task.element().equals(element))
                .findFirst();
    }
}
