package io.hakko.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Roles of staff: groups of the engine and authorities of the web. */
public enum StaffRole {
    RECEPTION("受付担当"),
    REVIEWER("審査担当"),
    APPROVER("審査承認者"),
    ISSUER("発行担当"),
    INSPECTOR("検査担当"),
    STOCKKEEPER("在庫担当"),
    SHIPPER("発送担当"),
    ACCOUNTING("経理担当"),
    HELPDESK("ヘルプデスク"),
    MANAGER("認証局責任者"),
    AUDITOR("監査人"),
    SYSADMIN("システム管理者");

    private final String label;

    StaffRole(String label) {
        this.label = label;
    }

    /** Id of the group, as candidate groups in the models name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Japanese name. */
    public String label() {
        return label;
    }

    public static Optional<StaffRole> of(String id) {
        return Arrays.stream(values()).filter(r -> r.id().equals(id)).findFirst();
    }
}
