package io.hakko.review.domain;

import java.util.List;

/** Which papers an application needs; the decision table {@code required-documents} answers. */
public interface RequiredPapers {
    List<Requirement> of(CaseFacts facts);
}
