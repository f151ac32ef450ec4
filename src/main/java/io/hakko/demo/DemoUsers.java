package io.hakko.demo;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The people of the demonstration: one for each role, two where four eyes need two, one who has two roles. */
@Component
@Profile("demo")
class DemoUsers {

    /** Password of every demo user; exists under the profile {@code demo} only. */
    static final String PASSWORD = "hakko-demo-2026";

    /** Everyone. */
    static final List<DemoUser> USERS = List.of(
            new DemoUser("uketsuke", "受付 花子", "受付担当", Set.of("reception")),
            new DemoUser("shinsa", "審査 一郎", "審査担当", Set.of("reviewer")),
            new DemoUser("shonin", "承認 節子", "審査承認者", Set.of("approver")),
            new DemoUser("hakko", "発行 次郎", "発行担当", Set.of("issuer")),
            new DemoUser("kensa", "検査 三枝", "検査担当", Set.of("inspector")),
            new DemoUser("zaiko", "在庫 守", "在庫担当", Set.of("stockkeeper")),
            new DemoUser("hasso", "発送 四郎", "発送担当", Set.of("shipper")),
            new DemoUser("hasso2", "発送 五月", "発送担当（2人目）", Set.of("shipper")),
            new DemoUser("keiri", "経理 六実", "経理担当", Set.of("accounting")),
            new DemoUser("help", "窓口 七海", "ヘルプデスク", Set.of("helpdesk")),
            new DemoUser("sekinin", "責任 八郎", "認証局責任者", Set.of("manager")),
            new DemoUser("sekinin2", "責任 九美", "認証局責任者（2人目）", Set.of("manager")),
            new DemoUser("kansa", "監査 十和", "監査人", Set.of("auditor")),
            new DemoUser("system", "管理 千秋", "システム管理者", Set.of("sysadmin")),
            new DemoUser("kennin", "兼任 万里", "受付担当と審査担当", Set.of("reception", "reviewer")));

    /** One person. */
    record DemoUser(String id, String name, String label, Set<String> roles) {}

    private final StaffAccounts accounts;

    DemoUsers(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    /** Adds who is missing. */
    void ensure() {
        try (var scope = AuditScope.open(Actor.system("demo"))) {
            for (DemoUser user : USERS) {
                if (!accounts.exists(user.id())) {
                    accounts.add(user.id(), user.name(), user.roles(), PASSWORD, Actor.system("demo"));
                }
            }
        }
    }
}
