package io.hakko.revocation;

import io.hakko.policy.Channel;
import java.util.List;

/**
 * What reception chooses from when papers have arrived, for all services in force.
 *
 * @param channels how papers come
 * @param documentKinds kinds of document that a request may need
 */
public record PaperChoices(
        List<Channel> channels,
        List<RevocationReasonView> holderReasons,
        List<RevocationReasonView> companyReasons,
        List<RevocationReasonView> documentKinds) {}
