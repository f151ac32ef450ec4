package io.hakko.workflow;

import io.hakko.shared.RefusalCode;

/** Refusals about accounts of staff. */
public enum StaffRefusal implements RefusalCode {
    USER_ID_FORM("workflow.userIdForm"),
    USER_EXISTS("workflow.userExists"),
    NO_SUCH_USER("workflow.noSuchUser"),
    ROLE_NEEDED("workflow.roleNeeded"),
    NO_SUCH_ROLE("workflow.noSuchRole"),
    PASSWORD_SHORT("workflow.passwordShort");

    private final String key;

    StaffRefusal(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
