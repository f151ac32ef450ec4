package io.hakko.story;

import io.hakko.shared.Actor;

/** Who does what in a case that is played. Different people wherever four eyes wants it (D-16). */
public record Staff(
        Actor reception,
        Actor reviewer,
        Actor secondReviewer,
        Actor approver,
        Actor issuer,
        Actor inspector,
        Actor shipper,
        Actor secondShipper,
        Actor accounting,
        Actor manager,
        Actor secondManager) {}
