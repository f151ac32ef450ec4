package io.hakko.policy;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which services an installation runs.
 *
 * @param services ids of the services, each of which needs its CA key; none: all that are found
 * @param profileLocations where their profiles stand; another service is one more folder of data here
 */
@ConfigurationProperties("hakko")
record PolicyProperties(
        @DefaultValue List<String> services,
        @DefaultValue(Profiles.SHIPPED) List<String> profileLocations) {}
