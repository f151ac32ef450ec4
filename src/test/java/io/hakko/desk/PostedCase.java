package io.hakko.desk;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.calendar.Zones;
import io.hakko.card.Station;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.story.Staff;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.StaffAccounts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;

/** A case whose card is in the mail, made by many hands; to be autowired into a test. */
final class PostedCase {

    static final String PASSWORD = "a long test password";

    private static final String PROFILE = "aosign-g2";
    private static final Staff STAFF = new Staff(
            new Actor("posted-reception"),
            new Actor("posted-reviewer"),
            new Actor("posted-reviewer2"),
            new Actor("posted-approver"),
            new Actor("posted-issuer"),
            new Actor("posted-inspector"),
            new Actor("posted-shipper"),
            new Actor("posted-shipper2"),
            new Actor("posted-accounting"),
            new Actor("posted-manager"),
            new Actor("posted-manager2"));
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("posted-reception", "reception"),
            Map.entry("posted-reviewer", "reviewer"),
            Map.entry("posted-reviewer2", "reviewer"),
            Map.entry("posted-approver", "approver"),
            Map.entry("posted-issuer", "issuer"),
            Map.entry("posted-inspector", "inspector"),
            Map.entry("posted-shipper", "shipper"),
            Map.entry("posted-shipper2", "shipper"),
            Map.entry("posted-accounting", "accounting"),
            Map.entry("posted-manager", "manager"),
            Map.entry("posted-manager2", "manager"),
            Map.entry("posted-auditor", "auditor"),
            Map.entry("posted-sysadmin", "sysadmin"));

    @Autowired
    private CaseHands hands;

    @Autowired
    private EngineTime engine;

    @Autowired
    private Station station;

    @Autowired
    private ApplicationTemplates templates;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private Clock clock;

    /** Everybody who is needed; a test that runs again finds them already there. */
    void hire() {
        ROLES.forEach((id, role) -> {
            if (!accounts.exists(id)) {
                accounts.add(id, "試験 " + role, Set.of(role), PASSWORD, Actor.COMMAND_LINE);
            }
        });
    }

    ApplicationNumber make() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        ApplicationNumber number = hands.arrive(STAFF, PROFILE, Channel.POST, today);
        then(() -> hands.enter(STAFF, number, templates.complete(PROFILE, today)));
        then(() -> hands.findComplete(STAFF, number));
        then(() -> hands.approve(STAFF, number));
        then(() -> hands.loadCard(STAFF, number));
        then(() -> hands.makeCard(STAFF, number));
        station.workOnce();
        then(() -> hands.inspectCard(STAFF, number));
        then(() -> hands.pack(STAFF, number));
        then(() -> hands.dispatch(STAFF, number, today, "10000000032", "10000000043"));
        engine.runDue();
        return number;
    }

    private void then(Runnable work) {
        engine.runDue();
        work.run();
    }
}
