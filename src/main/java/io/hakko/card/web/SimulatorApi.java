package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.SimulatedBox;
import io.hakko.card.SimulatedCards;
import io.hakko.shared.AtStation;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The hand at the simulated reader. Without one there is nothing here. */
@RestController
@AtStation
@RequestMapping("/desk/api/card/simulator")
class SimulatorApi {

    private final ObjectProvider<SimulatedCards> simulator;
    private final ObjectProvider<SimulatedBox> box;

    SimulatorApi(ObjectProvider<SimulatedCards> simulator, ObjectProvider<SimulatedBox> box) {
        this.simulator = simulator;
        this.box = box;
    }

    /** At a station of its own, the blank still has to be put on a goods-in list. */
    @PostMapping("/insert-blank")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void insertBlank(HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER);
        SimulatedBox listed = box.getIfAvailable();
        if (listed == null) {
            hand().insertBlank();
        } else {
            listed.insertBlank();
        }
    }

    record Insert(@Nullable String chipSerial) {}

    @PostMapping("/insert")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void insert(@RequestBody Insert card, HttpServletRequest request) {
        insert(card.chipSerial() == null ? "" : card.chipSerial(), request);
    }

    /** The same, for a button that sends nothing. */
    @PostMapping("/insert/{chipSerial}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void insert(@PathVariable String chipSerial, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        hand().insert(ChipText.read(chipSerial));
    }

    @PostMapping("/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        hand().remove();
    }

    private SimulatedCards hand() {
        SimulatedCards hand = simulator.getIfAvailable();
        if (hand == null) {
            throw new Refusal(CardRefusal.NO_SIMULATOR);
        }
        return hand;
    }
}
