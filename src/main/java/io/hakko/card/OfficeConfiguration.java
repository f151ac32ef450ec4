package io.hakko.card;

import io.hakko.card.domain.StationOffice;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The station of this node keeps the ledger in its own process. */
@Configuration(proxyBeanMethods = false)
class OfficeConfiguration {

    @Bean
    StationOffice stationOffice(LedgerOffice office, @Value("${hakko.station.name:station-1}") String station) {
        return office.at(Seat.here(station));
    }
}
