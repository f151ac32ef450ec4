package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import io.hakko.ca.Certificates;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.integration.FaultyTerminal;
import io.hakko.card.integration.FaultyTerminal.Fault;
import io.hakko.card.integration.FireCards;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.CaseSteps;
import io.hakko.workflow.StaffAccounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The wire to the card fails at every single command of a personalization, before the card has got it and after the card
 * has obeyed. Whatever the card then is, the operator goes on as the system offers: the order ends with one live
 * certificate, on a card whose PIN letter opens it.
 */
@HakkoTest
@Import(CardFaultGridFireTest.FaultyReader.class)
class CardFaultGridFireTest {

    /** The simulated reader behind a wire that fails. */
    @TestConfiguration(proxyBeanMethods = false)
    static class FaultyReader {
        @Bean
        FaultyTerminal faultyTerminal(SimulatedCards cards) {
            return new FaultyTerminal(FireCards.terminalOf(cards));
        }

        @Bean
        @Primary
        CardReader faultyReader(FaultyTerminal terminal, SimulatedCards cards) {
            return FireCards.piv("faulty", () -> Optional.of(terminal), FireCards.managementKeyOf(cards));
        }
    }

    private static final int SMALLEST_PERSONALIZATION = 20;

    @Autowired
    AutowireCapableBeanFactory factory;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    FaultyTerminal wire;

    @Autowired
    CardReader reader;

    @Autowired
    Station station;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    @Autowired
    SimulatedCards hand;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private DisturbedCards cards;

    @BeforeEach
    void staff() {
        CaseSteps steps = CaseSteps.of(factory);
        cards = new DisturbedCards(steps, ledger, certificates, hand, reader);
        CaseSteps.engage(accounts);
        wire.heal();
    }

    @AfterEach
    void heal() {
        wire.heal();
    }

    @Test
    void everyCommandMayFailBeforeAndAfterTheCardHasObeyed() throws Exception {
        List<Integer> commands = commandsOfAPersonalization();
        assertThat(commands).hasSizeGreaterThan(SMALLEST_PERSONALIZATION).contains(0x47, 0xDB, 0x24, 0x20, 0x87);
        List<String> rows = new ArrayList<>();

        for (int command = 1; command <= commands.size(); command++) {
            for (Fault fault : Fault.values()) {
                String where = "command %d (INS %02X) %s".formatted(command, commands.get(command - 1), fault);
                ApplicationNumber number = cards.loaded();

                wire.failAt(command, fault);
                station.workOnce();
                assertThat(wire.instructions()).as(where).hasSizeGreaterThanOrEqualTo(command);
                wire.heal();
                assertThat(cards.live(number)).as(where).hasSizeLessThanOrEqualTo(1);

                cards.finish(number);
                cards.assertDeliverable(number, where);
                rows.add("| %d | %02X | %s | %s |"
                        .formatted(command, commands.get(command - 1), fault, outcome(number)));
            }
        }

        Files.createDirectories(Path.of("target", "fire"));
        Files.writeString(
                Path.of("target", "fire", "card-fault-grid.md"),
                "| command | INS | fault | outcome |\n|---|---|---|---|\n" + String.join("\n", rows) + "\n",
                StandardCharsets.UTF_8);
        assertThat(outcomes).as("both ways were taken").containsKeys("remade", "the same card");
    }

    private List<Integer> commandsOfAPersonalization() {
        ApplicationNumber number = cards.loaded();
        wire.heal();
        station.workOnce();
        List<Integer> commands = wire.instructions();
        assertThat(cards.state(number)).isEqualTo(LedgerState.VERIFIED);
        cards.finish(number);
        return commands;
    }

    private String outcome(ApplicationNumber number) {
        String outcome = cards.wasRemade(number) ? "remade" : "the same card";
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }
}
