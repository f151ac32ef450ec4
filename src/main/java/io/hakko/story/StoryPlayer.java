package io.hakko.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.review.PaperDeviation;
import io.hakko.review.Reviews;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.workflow.StaffAccounts;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Plays a story on the movable clock of its own throw-away service. */
@Service
@Profile("embedded")
public class StoryPlayer {

    private static final int PASSWORD_BYTES = 24;

    private final Profiles profiles;
    private final BusinessCalendars calendars;
    private final Reviews reviews;
    private final StaffAccounts accounts;
    private final ApplicationTemplates templates;
    private final CaseHands hands;
    private final RevocationHands revocations;
    private final PaymentHands payments;
    private final DeliveryHands deliveries;
    private final CompromiseHands compromises;
    private final StoryTime time;

    StoryPlayer(
            Profiles profiles,
            BusinessCalendars calendars,
            Reviews reviews,
            StaffAccounts accounts,
            ApplicationTemplates templates,
            CaseHands hands,
            RevocationHands revocations,
            PaymentHands payments,
            DeliveryHands deliveries,
            CompromiseHands compromises,
            StoryTime time) {
        this.profiles = profiles;
        this.calendars = calendars;
        this.reviews = reviews;
        this.accounts = accounts;
        this.templates = templates;
        this.hands = hands;
        this.revocations = revocations;
        this.payments = payments;
        this.deliveries = deliveries;
        this.compromises = compromises;
        this.time = time;
    }

    /**
     * Plays the story to its end.
     *
     * @return the application it was about
     * @throws Refusal when there is no such story or profile, or the application is wrong or cannot follow the story;
     *     no case is started then
     */
    public ApplicationNumber play(StoryOrder order) {
        Story story = Story.of(order.name())
                .orElseThrow(() -> new Refusal(StoryRefusal.UNKNOWN_STORY, order.name(), Story.titles()));
        ServiceProfile profile = profiles.current(order.profile(), order.start());
        BusinessCalendar calendar = calendars.with(profile.closures());
        LocalDate arrival = calendar.onOrAfter(order.start());
        JsonNode form = order.application().orElseGet(() -> invented(story, order, arrival));
        List<PaperDeviation> deviations = reviews.foresee(order.profile(), arrival, form);
        if (story.papersMustBeComplete()) {
            PapersOfStory.refuseDeficient(story.title(), deviations);
        }

        Staff staff = engage();
        StoryTime.Routine nobody = new Nobody();
        time.passTo(arrival.atTime(StoryTime.MORNING).atZone(Zones.TOKYO), nobody);
        ApplicationNumber number = hands.arrive(
                staff, order.profile(), Channel.valueOf(form.path("channel").asText(Channel.POST.name())), arrival);
        time.work(nobody);
        hands.enter(staff, number, form);
        story.play(new CasePlay(
                hands, time, staff, revocations, payments, deliveries, compromises, calendar, number, deviations));
        return number;
    }

    private ObjectNode invented(Story story, StoryOrder order, LocalDate arrival) {
        ObjectNode form = templates.complete(order.profile(), arrival);
        story.adapt(form, profiles.current(order.profile(), arrival), arrival);
        return form;
    }

    private Staff engage() {
        try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            return new Staff(
                    engage("reception"),
                    engage("reviewer"),
                    engage("reviewer2", "reviewer"),
                    engage("approver"),
                    engage("issuer"),
                    engage("inspector"),
                    engage("shipper"),
                    engage("shipper2", "shipper"),
                    engage("accounting"),
                    engage("manager"),
                    engage("manager2", "manager"));
        }
    }

    private Actor engage(String role) {
        return engage(role, role);
    }

    private Actor engage(String userId, String role) {
        byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        accounts.add(userId, userId, Set.of(role), Base64.getEncoder().encodeToString(password), Actor.COMMAND_LINE);
        return new Actor(userId);
    }

    /** Before the first day there is nothing on any desk. */
    private static final class Nobody implements StoryTime.Routine {
        @Override
        public void closeTheDay() {}

        @Override
        public void attend() {}
    }
}
