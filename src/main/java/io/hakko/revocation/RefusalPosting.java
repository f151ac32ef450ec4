package io.hakko.revocation;

import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingConsequence;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import org.springframework.stereotype.Component;

/** 失効請求の不受理通知 is posted; nothing follows from it. */
@Component
class RefusalPosting implements PostingConsequence {

    @Override
    public boolean supports(String element) {
        return element.equals(CertificateRevocationProcess.Element.userTask_postRevocationRefusal.name());
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        return ProcessVariables.none();
    }
}
