package io.hakko.card;

import io.hakko.shared.Actor;

/** Which station a person works at: the one at whose page he is signed in, else the one of this node. */
@FunctionalInterface
public interface Places {

    Place of(Actor actor);
}
