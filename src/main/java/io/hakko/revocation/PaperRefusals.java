package io.hakko.revocation;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.PaperRequestRules;
import io.hakko.policy.Profiles;
import io.hakko.policy.TextModule;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RefusalReasons;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Why a request on paper is not accepted, and the 失効請求の不受理通知 that says so to who asked. */
@Component
class PaperRefusals {

    private final PaperRequestStore store;
    private final Applications applications;
    private final Profiles profiles;
    private final Letters letters;

    PaperRefusals(PaperRequestStore store, Applications applications, Profiles profiles, Letters letters) {
        this.store = store;
        this.applications = applications;
        this.profiles = profiles;
        this.letters = letters;
    }

    /** What is wrong with reasons that are to be told. */
    List<Violation> check(RevocationRequest request, List<String> codes, String note) {
        List<Violation> wrong = new ArrayList<>();
        List<String> known =
                rules(request).refusals().stream().map(TextModule::code).toList();
        if (codes.isEmpty()) {
            wrong.add(Violation.at("/refusals", RevocationRefusal.REFUSAL_MISSING));
        }
        for (int i = 0; i < codes.size(); i++) {
            if (!known.contains(codes.get(i))) {
                wrong.add(Violation.at("/refusals/" + i + "/code", RevocationRefusal.REFUSAL_UNKNOWN));
            }
        }
        if (MyNumbers.isIn(note)) {
            wrong.add(Violation.at("/refusalNote", RevocationRefusal.MY_NUMBER));
        }
        return wrong;
    }

    /**
     * Keeps the reasons.
     *
     * @throws Refusal below {@code /refusals} or at {@code /refusalNote}
     */
    void add(RevocationRequest request, List<String> codes, String note) {
        List<Violation> wrong = check(request, codes, note);
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        Optional<String> added = Optional.of(note.strip()).filter(text -> !text.isEmpty());
        store.add(request.number(), new RefusalReasons(codes.stream().distinct().toList(), added));
    }

    LetterId write(RevocationRequest request) {
        PaperRequest paper = store.find(request.number()).orElseThrow();
        RefusalReasons refusal = store.refusal(request.number()).orElseThrow();
        PaperRequestRules rules = rules(request);
        List<String> reasons = new ArrayList<>(
                refusal.codes().stream().map(code -> rules.refusal(code).text()).toList());
        refusal.note().ifPresent(reasons::add);
        DeliveryContent people = applications.deliveryOf(request.application());
        return letters.write(new WriteLetter(
                request.number().value(),
                "refusal",
                request.profile(),
                Requesters.recipient(request.origin(), people, paper.noticeAddress()),
                new LetterContent.RevocationRefusal(
                        request.number(),
                        request.application(),
                        request.card(),
                        Requesters.rules(rules, request.origin()).form(),
                        people.holder().name(),
                        people.company().name(),
                        paper.arrivedOn(),
                        LocalDate.ofInstant(request.decision().orElseThrow().at(), Zones.TOKYO),
                        reasons)));
    }

    private PaperRequestRules rules(RevocationRequest request) {
        return profiles.get(request.profile()).revocation().onPaper();
    }
}
