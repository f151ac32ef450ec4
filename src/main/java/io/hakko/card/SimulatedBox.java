package io.hakko.card;

import io.hakko.card.domain.BoxNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The box of a simulated reader: what is taken from it is on the goods-in list, and the station has it open. */
@Component
public class SimulatedBox {

    private final StockRoom stock;
    private final ObjectProvider<SimulatedCards> reader;
    private final BoxNumber box;

    SimulatedBox(
            StockRoom stock,
            ObjectProvider<SimulatedCards> reader,
            @Value("${hakko.station.name:station-1}") String station) {
        this.stock = stock;
        this.reader = reader;
        this.box = BoxNumber.of("SIM-" + station.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z-]", "-"));
    }

    /**
     * Takes a new blank from the box, and puts it into the reader.
     *
     * @throws Refusal NOT_FOUND when this station's reader is not a simulated one
     */
    public ChipSerial insertBlank() {
        SimulatedCards hand = reader.getIfAvailable();
        if (hand == null) {
            throw new Refusal(CardRefusal.NO_SIMULATOR);
        }
        ChipSerial chip = hand.insertBlank();
        stock.receiveSimulated(chip, box);
        return chip;
    }
}
