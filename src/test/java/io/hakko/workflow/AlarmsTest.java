package io.hakko.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.shared.Actor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Alarms on the real engine and database. */
@HakkoTest
class AlarmsTest {

    private static final Actor MANAGER = new Actor("alarm-manager");
    private static final Actor CLERK = new Actor("alarm-clerk");
    private static final String PASSWORD = "a long test password";

    private final String key = "T-" + UUID.randomUUID();

    @Autowired
    Alarms alarms;

    @Autowired
    TaskInbox inbox;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    AuditRecords records;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void hire() {
        if (!accounts.exists(MANAGER.id())) {
            accounts.add(MANAGER.id(), "責任者", Set.of("manager"), PASSWORD, Actor.COMMAND_LINE);
            accounts.add(CLERK.id(), "受付", Set.of("reception"), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    @Test
    void raisesOneAlarmOfAKindForACase() {
        alarms.raise(AlarmKind.ISSUE_LATE, key, "発行目標日を過ぎました。");
        alarms.raise(AlarmKind.ISSUE_LATE, key, "もう一度");
        alarms.raise(AlarmKind.LETTER_NOT_POSTED, key, "通知書が発送されていません。");

        assertThat(mine())
                .extracting(AlarmView::kind, AlarmView::what)
                .containsExactly(
                        tuple(AlarmKind.ISSUE_LATE, "発行目標日を過ぎました。"),
                        tuple(AlarmKind.LETTER_NOT_POSTED, "通知書が発送されていません。"));
        assertThat(taskOf(AlarmKind.ISSUE_LATE).name()).isEqualTo("警報を確認する");
    }

    @Test
    void closesWhenAManagerHasTakenNote() {
        alarms.raise(AlarmKind.ISSUE_LATE, key, "発行目標日を過ぎました。");
        TaskId task = taskOf(AlarmKind.ISSUE_LATE).id();

        assertThat(alarms.of(task, MANAGER).businessKey()).isEqualTo(key);
        assertThatThrownBy(() -> alarms.of(task, CLERK)).hasMessageContaining("workflow.notACandidate");
        assertThatThrownBy(() -> alarms.acknowledge(task, MANAGER, " ")).hasMessage("/note workflow.noteNeeded");
        assertThatThrownBy(() -> alarms.acknowledge(task, MANAGER, "123456789018"))
                .hasMessage("/note workflow.myNumber");

        alarms.acknowledge(task, MANAGER, "担当者に確認した");

        assertThat(mine()).isEmpty();
        assertThat(records.ofKey(key))
                .extracting(AuditRecord::event, AuditRecord::reason)
                .containsExactly(tuple("alarm.raised", ""), tuple("alarm.acknowledged", "担当者に確認した"));
    }

    @Test
    void closesByItselfWhenItsCauseIsGone() {
        alarms.raise(AlarmKind.ISSUE_LATE, key, "発行目標日を過ぎました。");
        TaskId task = taskOf(AlarmKind.ISSUE_LATE).id();

        alarms.clear(AlarmKind.ISSUE_LATE, key);

        assertThat(mine()).isEmpty();
        assertThatThrownBy(() -> alarms.acknowledge(task, MANAGER, "確認した")).hasMessageContaining("workflow.taskGone");
    }

    @Test
    void raisesNothingWhenTheTransactionRollsBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    alarms.raise(AlarmKind.ISSUE_LATE, key, "発行目標日を過ぎました。");
                    throw new IllegalStateException("afterwards");
                }))
                .hasMessage("afterwards");

        assertThat(mine()).isEmpty();
        assertThat(inbox.at(AlarmProcess.KEY, "userTask_acknowledgeAlarm"))
                .noneMatch(task -> mine().stream().anyMatch(a -> a.number().equals(task.businessKey())));
    }

    private List<AlarmView> mine() {
        return alarms.open().stream().filter(a -> a.businessKey().equals(key)).toList();
    }

    private OpenTask taskOf(AlarmKind kind) {
        String number = mine().stream()
                .filter(a -> a.kind() == kind)
                .map(AlarmView::number)
                .findFirst()
                .orElseThrow();
        return inbox.ofCase(number).get(0);
    }
}
